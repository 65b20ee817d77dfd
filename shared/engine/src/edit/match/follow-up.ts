import type { SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';
import type { RawEdit } from './line-edits.ts';
import { placeBlock } from './place-block.ts';
import { readSourceLines } from './source-lines.ts';

/** Edits that a later block continues, and the one that takes their place. */
export interface FollowUp<E extends RawEdit> {
  readonly replaced: readonly E[];
  readonly edit: RawEdit;
}

/**
 * Many write blocks one after the other: a later one searches for what an earlier one wrote. Such a block is found in the
 * text as the others leave it, exactly and once, and it must touch what they changed. `edits` are sorted and apart.
 */
export function followUp<E extends RawEdit>(
  text: string,
  edits: readonly E[],
  block: SearchReplaceBlock,
): FollowUp<E> | null {
  if (edits.length === 0 || block.all === true) return null;
  const placed: { edit: E; from: number; to: number }[] = [];
  let between = '';
  let at = 0;
  for (const edit of edits) {
    between += text.slice(at, edit.start);
    placed.push({ edit, from: between.length, to: between.length + edit.replacement.length });
    between += edit.replacement;
    at = edit.end;
  }
  between += text.slice(at);
  const place = placeBlock(readSourceLines(between), block, 'strict');
  if (place.status !== 'found' || place.edits.length === 0) return null;
  const start = Math.min(...place.sites.map((site) => site.start));
  const end = Math.max(...place.sites.map((site) => site.end));
  const touched = placed.filter((each) => each.from <= end && each.to >= start);
  if (touched.length === 0) return null;
  const from = Math.min(start, ...touched.map((each) => each.from));
  const to = Math.max(end, ...touched.map((each) => each.to));
  let replacement = '';
  let done = from;
  for (const each of place.edits) {
    replacement += between.slice(done, each.start) + each.replacement;
    done = each.end;
  }
  replacement += between.slice(done, to);
  const before = (offset: number): number => {
    const last = placed.findLast((each) => each.to <= offset && !touched.includes(each));
    return last ? last.edit.end + offset - last.to : offset;
  };
  const originalStart = touched.some((each) => each.from === from) ? (touched[0]?.edit.start ?? 0) : before(from);
  const tail = touched.at(-1);
  const originalEnd = tail ? tail.edit.end + to - tail.to : before(to);
  return { replaced: touched.map((each) => each.edit), edit: { start: originalStart, end: originalEnd, replacement } };
}
