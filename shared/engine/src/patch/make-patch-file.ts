import type { Hunk, PatchFile, TextEdit } from '@iama/contracts/patch/patch';
import { applyEdits } from './apply-edits.ts';
import { composeEdits } from './compose-edits.ts';
import { hunkId, makeHunks } from './make-hunks.ts';
import { PatchFault } from './patch-refusal.ts';
import { hashText } from './text-hash.ts';
import type { EncodeText } from './text-hash.ts';

/** One file's change with the text it starts from. `base` is null for a `create` and for nothing else. */
export interface FileDraft {
  readonly path: string;
  readonly change: PatchFile['change'];
  readonly new_path: string | null;
  readonly base: string | null;
  readonly edits: readonly TextEdit[];
  /** Who asked for the change itself: the rename, or the creation or deletion of an empty file. */
  readonly finding_id: string | null;
}

/** Hashes and hunks for one file; null when its edits change nothing. Throws PatchFault for edits that do not fit. */
export function makePatchFile(draft: FileDraft, encode: EncodeText): PatchFile | null {
  const base = draft.base ?? '';
  const composed = composeEdits(draft.path, base, draft.edits);
  if (!composed.ok) throw new PatchFault(composed.refusal);
  const made = makeHunks(draft.path, base, composed.edits);
  const hunks = withWholeFileHunk(draft, made.hunks);
  if (hunks.length === 0) return null;
  const result = applyEdits(base, made.edits);
  return {
    path: draft.path,
    change: draft.change,
    new_path: draft.new_path,
    base_sha256: draft.base === null ? null : hashText(draft.path, base, encode),
    result_sha256: draft.change === 'delete' ? null : hashText(draft.path, result, encode),
    edits: [...made.edits],
    hunks,
  };
}

/**
 * A rename is a hunk of its own without lines, first in its file; the edits of the renamed file come after it. An empty
 * file that is created or deleted has one such hunk as well.
 */
function withWholeFileHunk(draft: FileDraft, hunks: Hunk[]): Hunk[] {
  if (draft.change === 'modify' || (draft.change !== 'rename' && hunks.length > 0)) return hunks;
  const whole: Hunk = {
    id: hunkId(draft.path, `${draft.change} ${draft.new_path ?? ''}`),
    edits: [],
    old_start: 0,
    old_lines: 0,
    new_start: 0,
    new_lines: 0,
    lines: [],
    finding_ids: draft.finding_id === null ? [] : [draft.finding_id],
    depends_on: [],
    because: null,
  };
  const because = 'The edit is made in the file under its new name.';
  return [whole, ...hunks.map((hunk) => ({ ...hunk, depends_on: [whole.id], because }))];
}
