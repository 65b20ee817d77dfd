import { diffArrays } from 'diff';
import { splitLines } from '../../patch/line-index.ts';
import type { Replacement } from '../proposal/proposal.ts';

/** A diff that takes longer is given up, and the stretch comes as one hunk: a layout that changes everything needs no finer cut. */
const MOST_MS = 500;

/**
 * The runs of lines that differ between two texts, as edits of the first. Lines that occur once in both and stay in order
 * cut the texts into short stretches first, since a diff of whole files takes time with the square of what differs.
 */
export function lineHunks(before: string, after: string): Replacement[] {
  const [old, now] = [splitLines(before), splitLines(after)];
  const hunks: Replacement[] = [];
  let at = 0;
  let [i, j] = [0, 0];
  for (const [oldEnd, newEnd] of [...anchors(old, now), [old.length, now.length] as const]) {
    at = addHunks(hunks, at, old.slice(i, oldEnd), now.slice(j, newEnd));
    at += old[oldEnd]?.length ?? 0;
    [i, j] = [oldEnd + 1, newEnd + 1];
  }
  return hunks;
}

/** Pairs of line numbers that surely belong together: the longest run in order of lines that both texts have once. */
function anchors(old: readonly string[], now: readonly string[]): (readonly [number, number])[] {
  const inNew = once(now);
  const pairs = [...once(old)].flatMap(([line, index]) => {
    const other = inNew.get(line);
    return other === undefined ? [] : [[index, other] as const];
  });
  const ends: number[] = [];
  const before = pairs.map(([, place], index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    ends[low] = index;
    return low === 0 ? -1 : (ends[low - 1] ?? -1);
  });
  const found: (readonly [number, number])[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair) found.unshift(pair);
  }
  return found;
}

/** Lines that occur exactly once, with where. */
function once(lines: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (found.has(line)) twice.add(line);
    found.set(line, index);
  }
  for (const line of twice) found.delete(line);
  return found;
}

function addHunks(hunks: Replacement[], start: number, old: string[], now: string[]): number {
  const end = start + old.reduce((sum, line) => sum + line.length, 0);
  const parts = diffArrays(old, now, { timeout: MOST_MS });
  if (!parts) {
    hunks.push({ start, end, replacement: now.join('') });
    return end;
  }
  let at = start;
  for (const { added, removed, value } of parts) {
    const text = value.join('');
    const last = hunks.at(-1);
    const isNext = last !== undefined && last.end === at && at > start;
    if (removed) {
      if (isNext) hunks[hunks.length - 1] = { ...last, end: at + text.length };
      else hunks.push({ start: at, end: at + text.length, replacement: '' });
    } else if (added) {
      if (last?.end === at && (isNext || last.start === at))
        hunks[hunks.length - 1] = { ...last, replacement: last.replacement + text };
      else hunks.push({ start: at, end: at, replacement: text });
    }
    if (!added) at += text.length;
  }
  return end;
}
