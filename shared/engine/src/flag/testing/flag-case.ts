import { FlagRequest } from '@iama/contracts/flag/request';
import { applyEdits } from '../../patch/apply-edits.ts';
import type { FlagInput } from '../program/flag-input.ts';
import { removeFlag } from '../remove-flag.ts';
import type { RemovedFlag } from '../remove-flag.ts';
import { traceFlag } from '../trace-flag.ts';

export interface FlagCase {
  readonly removed: RemovedFlag;
  /** The files afterwards; a deleted one is missing. */
  readonly texts: ReadonlyMap<string, string>;
  /** `kind api outcome` of each occurrence, in order. */
  readonly outcomes: readonly string[];
}

/** A flag, `new-ui` and on unless the request says otherwise, taken out of some files. */
export function flagCase(
  files: Readonly<Record<string, string>>,
  request: Readonly<Record<string, unknown>> = {},
  input: Partial<FlagInput> = {},
): FlagCase {
  const texts = new Map(Object.entries(files));
  const full: FlagInput = {
    texts,
    paths: new Set(texts.keys()),
    scope: '.',
    outside: new Set(),
    loaded: new Set(),
    cache: new Map(),
    ...input,
  };
  const parsed = FlagRequest.parse({ key: 'new-ui', value: true, ...request });
  const removed = removeFlag(full, parsed, traceFlag(full, parsed, parsed.key, parsed.value, parsed.mode));
  const after = new Map(texts);
  for (const change of removed.changes) {
    if (change.change === 'delete') after.delete(change.path);
    if (change.change === 'modify') after.set(change.path, applyEdits(texts.get(change.path) ?? '', change.edits));
  }
  const outcomes = removed.occurrences.map(({ kind, api, outcome }) => [kind, api, outcome].filter(Boolean).join(' '));
  return { removed, texts: after, outcomes };
}
