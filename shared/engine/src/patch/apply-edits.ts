import type { TextEdit } from '@iama/contracts/patch/patch';

/** The text with every edit carried out. `edits` must be sorted, in range and free of overlaps (see composeEdits). */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.replacement;
    at = edit.end;
  }
  return result + text.slice(at);
}
