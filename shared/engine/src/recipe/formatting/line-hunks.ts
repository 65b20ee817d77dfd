import { diffArrays } from 'diff';
import { splitLines } from '../../patch/line-index.ts';
import type { Replacement } from '../proposal/proposal.ts';

/** A diff that takes longer is given up, and the file comes as one hunk: a layout that changes everything needs no finer cut. */
const MOST_MS = 2000;

/** The runs of lines that differ between two texts, as edits of the first. */
export function lineHunks(before: string, after: string): Replacement[] {
  const parts = diffArrays(splitLines(before), splitLines(after), { timeout: MOST_MS });
  if (!parts) return [{ start: 0, end: before.length, replacement: after }];
  const hunks: Replacement[] = [];
  let at = 0;
  for (const { added, removed, value } of parts) {
    const text = value.join('');
    const last = hunks.at(-1);
    if (removed) {
      if (last?.end === at) hunks[hunks.length - 1] = { ...last, end: at + text.length };
      else hunks.push({ start: at, end: at + text.length, replacement: '' });
    } else if (added) {
      if (last?.end === at) hunks[hunks.length - 1] = { ...last, replacement: last.replacement + text };
      else hunks.push({ start: at, end: at, replacement: text });
    }
    if (!added) at += text.length;
  }
  return hunks;
}
