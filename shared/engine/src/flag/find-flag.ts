import type { FlagSearch } from '@iama/contracts/flag/request';
import type { FlagOccurrence, FlagSkippedFile } from '@iama/contracts/flag/report';
import { whyFixed } from './program/why-fixed.ts';
import { foundOccurrence, inOrder } from './report/occurrences.ts';
import { configOccurrences, textOccurrences } from './report/text-occurrences.ts';
import type { TracedFlag } from './trace-flag.ts';
import type { FlagInput } from './program/flag-input.ts';

export interface FoundFlag {
  readonly occurrences: readonly FlagOccurrence[];
  readonly skipped: readonly FlagSkippedFile[];
}

/** Every place that names a traced flag, explained or not. */
export function findFlag(input: FlagInput, search: FlagSearch, traced: TracedFlag): FoundFlag {
  const key = traced.query.key ?? '';
  const code = traced.sites.map(foundOccurrence).map((each) => ({ ...each, reason: notOfRemoval(each) }));
  const texts = textOccurrences(traced, key);
  const config = configOccurrences(input, key, whyFixed(input.scope, search)).map(({ occurrence }) => occurrence);
  return { occurrences: inOrder([...code, ...texts, ...config]), skipped: traced.skipped };
}

/** What a removal would run into is no news to somebody who only looks; what cannot be understood is. */
function notOfRemoval({ kind, reason }: FlagOccurrence): string | null {
  return kind === 'dynamic' || reason?.startsWith('It looks like') ? reason : null;
}
