import type { FlagSkippedFile } from '@iama/contracts/flag/report';
import { languageOfPath } from '../../syntax/language-of-path.ts';
import { readSource } from '../../syntax/read-source.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { machineMade } from '../../syntax/machine-made.ts';
import type { FlagInput } from './flag-input.ts';

export interface ReadProgram {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Code that names the flag and could not be read. */
  readonly skipped: readonly FlagSkippedFile[];
}

/** Parses what is code that people write. */
export function readProgram({ texts, cache }: FlagInput): ReadProgram {
  const files = new Map<string, SourceFile>();
  const skipped: FlagSkippedFile[] = [];
  for (const [path, text] of texts) {
    if (languageOfPath(path) === null) continue;
    const skip = (why: FlagSkippedFile['why'], reason: string): void => void skipped.push({ path, why, reason });
    const made = machineMade(path, text);
    if (made !== null) {
      skip(made, `It is ${made}: change what it is made from.`);
      continue;
    }
    const read = cache.get(path) ?? readSource(path, text);
    cache.set(path, read);
    if (read.ok) files.set(path, read.file);
    else skip(/^(No reader|There is no)/.test(read.message) ? 'language' : 'broken', read.message);
  }
  return { files, skipped };
}
