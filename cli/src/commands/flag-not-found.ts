import type { FlagOccurrence } from '@iama/contracts/flag/report';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';

const MOST_SHOWN = 10;

/** Nothing names the flag: for scripts an exit code of its own kind, for people what they may have meant. */
export function flagNotFound(found: {
  readonly key: string;
  /** Places that ask by a key made at run time. */
  readonly occurrences: readonly FlagOccurrence[];
  readonly near_misses: readonly string[];
  readonly files_looked_at: number;
}): CliError {
  const { key, occurrences, near_misses, files_looked_at } = found;
  if (files_looked_at === 0) {
    const why = 'There is no file here in a language that flags are looked for in.';
    return new CliError('FLAG_NOT_FOUND', why, 'Check the path.', EXIT.failure, { data: { key, near_misses } });
  }
  const next =
    near_misses.length > 0
      ? `Did you mean ${near_misses.join(' or ')}?`
      : 'Check the spelling; `iama flag find <path>` lists the flags that are there.';
  return new CliError('FLAG_NOT_FOUND', `No file of ${files_looked_at} names the flag ${key}.`, next, EXIT.failure, {
    details: occurrences.slice(0, MOST_SHOWN).map(({ path, line, reason }) => `${path}:${line}: ${reason ?? ''}`),
    data: { key, near_misses },
  });
}
