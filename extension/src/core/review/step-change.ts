import type { Patch } from '@iama/contracts/patch/patch';
import { hunkLines } from './hunk-lines.ts';
import type { PlacedHunk } from './hunk-lines.ts';
import type { ReviewState } from './review-state.ts';

/** A place in the `after` text of a file of the patch; `line` from 0. */
export interface ChangePlace {
  readonly path: string;
  readonly line: number;
}

/**
 * The hunk after or before a place, over all files and round at the end; from outside of the patch, its first or last.
 * Null for a patch without hunks.
 */
export function stepChange(
  patch: Patch,
  state: ReviewState,
  from: ChangePlace | null,
  by: 1 | -1,
): (ChangePlace & { readonly hunk_id: string }) | null {
  const places = patch.files.flatMap((file) =>
    hunkLines(file, state).map(({ hunk, line }) => ({ path: file.path, line, hunk_id: hunk.id })),
  );
  const order = patch.files.map(({ path }) => path);
  const rank = ({ path, line }: ChangePlace) => [order.indexOf(path), line] as const;
  const isPast = (place: ChangePlace): boolean => {
    if (from === null) return true;
    const [file, line] = rank(place);
    const [from_file, from_line] = rank(from);
    return by * (file - from_file || line - from_line) > 0;
  };
  const ahead = by === 1 ? places : places.toReversed();
  return ahead.find(isPast) ?? ahead[0] ?? null;
}

/** The hunk whose lines, changed or around a change, hold this line of the `after` text; else the nearest one above. */
export function hunkAt(patch: Patch, state: ReviewState, { path, line }: ChangePlace): string | null {
  const file = patch.files.find((each) => each.path === path);
  const placed = file ? hunkLines(file, state) : [];
  const around = ({ after_start, after_lines }: PlacedHunk) =>
    after_start <= line && line < after_start + Math.max(1, after_lines);
  return (placed.find(around) ?? placed.findLast((each) => each.line <= line) ?? placed[0])?.hunk.id ?? null;
}
