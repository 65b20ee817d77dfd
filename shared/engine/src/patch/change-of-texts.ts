import { diffLines } from 'diff';
import type { TextEdit } from '@iama/contracts/patch/patch';
import type { FileChange } from './file-change.ts';

/**
 * A search for the shortest difference may take long on texts that share little. Beyond this many differing lines the rest
 * of the text counts as one change: the patch is as right, only less fine.
 */
const MOST_DIFFERENCES = 800;

/**
 * The change from one whole text of a file to another, as edits of whole lines; null when they are equal. `before` or
 * `after` null: the file is created or deleted. Whoever rewrites files as a whole gets hunks that can be chosen one by
 * one: the edits carry `<finding_id>#<place>`. Texts are decoded, BOM excluded.
 */
export function changeOfTexts(
  path: string,
  before: string | null,
  after: string | null,
  finding_id: string,
): FileChange | null {
  if (before === after) return null;
  if (before === null) return { change: 'create', path, text: after ?? '', finding_id };
  if (after === null) return { change: 'delete', path, finding_id };
  const edits = lineEdits(before, after, finding_id);
  return {
    change: 'modify',
    path,
    edits: edits.map((edit, index) => ({ ...edit, finding_id: `${finding_id}#${index + 1}` })),
  };
}

function lineEdits(before: string, after: string, finding_id: string): TextEdit[] {
  const parts = diffLines(before, after, { maxEditLength: MOST_DIFFERENCES });
  if (parts === undefined) return [middle(before, after, finding_id)];
  const edits: TextEdit[] = [];
  let at = 0;
  let open: { start: number; end: number; replacement: string } | null = null;
  for (const part of parts) {
    if (!part.added && !part.removed) {
      if (open) edits.push({ ...open, finding_id });
      open = null;
      at += part.value.length;
      continue;
    }
    open ??= { start: at, end: at, replacement: '' };
    if (part.removed) {
      at += part.value.length;
      open.end = at;
    } else open.replacement += part.value;
  }
  if (open) edits.push({ ...open, finding_id });
  return edits;
}

/** All lines between those that both texts begin with and those that both end with. */
function middle(before: string, after: string, finding_id: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  const start = before.lastIndexOf('\n', head - 1) + 1;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  // Only whole lines are kept at the end.
  const from = before.indexOf('\n', before.length - tail);
  const kept = tail === 0 || from < 0 ? 0 : before.length - from - 1;
  return { start, end: before.length - kept, replacement: after.slice(start, after.length - kept), finding_id };
}
