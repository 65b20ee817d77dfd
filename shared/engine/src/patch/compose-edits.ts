import type { TextEdit } from '@iama/contracts/patch/patch';
import type { PatchRefusal } from './patch-refusal.ts';

export type ComposeOutcome =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly refusal: PatchRefusal };

/**
 * One sorted, non-overlapping list from edits in any order. Edits that change nothing are dropped. Insertions at one
 * place keep their order and stand before a replacement that starts there. Overlaps are refused, never guessed at.
 */
export function composeEdits(path: string, text: string, edits: readonly TextEdit[]): ComposeOutcome {
  const refuse = (code: PatchRefusal['code'], message: string): ComposeOutcome => ({
    ok: false,
    refusal: { code, path, message },
  });
  const sorted = edits
    .filter((edit) => text.slice(edit.start, edit.end) !== edit.replacement || !inRange(text, edit))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  let previous: TextEdit | null = null;
  for (const edit of sorted) {
    if (!inRange(text, edit)) {
      return refuse('EDIT_OUT_OF_RANGE', `The edit ${edit.start}–${edit.end} does not fit the file's text.`);
    }
    if (previous && edit.start < previous.end) {
      return refuse(
        'EDITS_OVERLAP',
        `The edits ${previous.start}–${previous.end} and ${edit.start}–${edit.end} want the same text.`,
      );
    }
    previous = edit;
  }
  return { ok: true, edits: sorted };
}

function inRange(text: string, { start, end }: TextEdit): boolean {
  return start >= 0 && start <= end && end <= text.length && !splitsPair(text, start) && !splitsPair(text, end);
}

function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
