import type { RawEdit } from './match/line-edits.ts';

/** Who asked for an edit: an index into the set's edits, and into its blocks if it has any. */
export interface Owner {
  readonly edit: number;
  readonly block: number | null;
}

export interface OwnedEdit extends RawEdit {
  readonly owner: Owner;
  /** Where the place starts that the edit was made for: of two insertions at one offset, the earlier place's comes first. */
  readonly site: number;
}

/** The id that findings and text edits of an owner carry. */
export function ownerId({ edit, block }: Owner): string {
  return block === null ? `edit-${edit}` : `edit-${edit}.${block}`;
}

export function ownerName({ edit, block }: Owner): string {
  return block === null ? `edit ${edit + 1}` : `block ${block + 1} of edit ${edit + 1}`;
}

export type MergeOutcome =
  | { readonly ok: true; readonly edits: readonly OwnedEdit[] }
  | { readonly ok: false; readonly first: Owner; readonly second: Owner };

/**
 * One sorted list without overlaps. Two edits that say the same of the same place are one.
 */
export function mergeEdits(edits: readonly OwnedEdit[]): MergeOutcome {
  const merged: OwnedEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end || a.site - b.site)) {
    const last = merged.at(-1);
    if (isRepeated(merged, edit)) continue;
    if (last && edit.start < last.end) return { ok: false, first: last.owner, second: edit.owner };
    merged.push(edit);
  }
  return { ok: true, edits: merged };
}

function isRepeated(merged: readonly OwnedEdit[], { start, end, replacement }: RawEdit): boolean {
  for (let index = merged.length - 1; index >= 0 && merged[index]?.start === start; index -= 1) {
    if (merged[index]?.end === end && merged[index]?.replacement === replacement) return true;
  }
  return false;
}
