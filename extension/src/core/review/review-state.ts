import type { Hunk, Patch, PatchFile } from '@iama/contracts/patch/patch';

/** What a person decided of a delivered patch. Everything starts accepted; a rejected hunk is left out. */
export interface ReviewState {
  readonly rejected: ReadonlySet<string>;
  /** Hunks of which only some changed lines are accepted, by their index in `lines`: never none of them, never all. */
  readonly partial: ReadonlyMap<string, ReadonlySet<number>>;
  readonly reviewed_paths: ReadonlySet<string>;
}

export const FRESH_REVIEW: ReviewState = { rejected: new Set(), partial: new Map(), reviewed_paths: new Set() };

export interface PlacedDecision {
  readonly hunk: Hunk;
  readonly file: PatchFile;
  readonly because: string | null;
}

/** Hunks that moved along with a decision, and hunks that it could not be carried out for, with the reason. */
export interface Decision {
  readonly state: ReviewState;
  readonly accepts: boolean;
  readonly along: readonly PlacedDecision[];
  readonly tied: readonly PlacedDecision[];
}

/**
 * Accept or reject hunks, whole. Accepting takes what they need along; rejecting takes along what needs them, so that an
 * accepted hunk never stands without another one that it depends on.
 */
export function decideHunks(patch: Patch, state: ReviewState, ids: readonly string[], accept: boolean): Decision {
  const all = hunksOf(patch);
  const moved = closure(all, ids, accept);
  const rejected = new Set(state.rejected);
  const partial = new Map(state.partial);
  const along: PlacedDecision[] = [];
  for (const { hunk, file } of all) {
    if (!moved.has(hunk.id)) continue;
    const was_partial = partial.delete(hunk.id);
    const changes = accept ? rejected.delete(hunk.id) || was_partial : !rejected.has(hunk.id);
    if (!accept) rejected.add(hunk.id);
    if (changes && !ids.includes(hunk.id)) along.push({ hunk, file, because: reasonFor(all, hunk, moved, accept) });
  }
  return { state: { ...state, rejected, partial }, accepts: accept, along, tied: [] };
}

/** The ids of hunks that are accepted, whole or in part. */
export function acceptedHunks(patch: Patch, { rejected }: ReviewState): string[] {
  return hunksOf(patch).flatMap(({ hunk }) => (rejected.has(hunk.id) ? [] : [hunk.id]));
}

export function isWhole({ rejected, partial }: ReviewState): boolean {
  return rejected.size === 0 && partial.size === 0;
}

export function markReviewed(state: ReviewState, path: string, reviewed: boolean): ReviewState {
  const reviewed_paths = new Set(state.reviewed_paths);
  if (reviewed) reviewed_paths.add(path);
  else reviewed_paths.delete(path);
  return { ...state, reviewed_paths };
}

export interface Placed {
  readonly hunk: Hunk;
  readonly file: PatchFile;
}

export function hunksOf(patch: Patch): Placed[] {
  return patch.files.flatMap((file) => file.hunks.map((hunk) => ({ hunk, file })));
}

/** The hunks and what has to move with them. */
export function closure(all: readonly Placed[], ids: readonly string[], accept: boolean): ReadonlySet<string> {
  const moved = new Set(ids);
  for (let grown = true; grown;) {
    grown = false;
    for (const { hunk } of all) {
      const next = accept
        ? moved.has(hunk.id)
          ? hunk.depends_on
          : []
        : hunk.depends_on.some((id) => moved.has(id))
          ? [hunk.id]
          : [];
      for (const id of next) {
        if (moved.has(id)) continue;
        moved.add(id);
        grown = true;
      }
    }
  }
  return moved;
}

function reasonFor(all: readonly Placed[], hunk: Hunk, moved: ReadonlySet<string>, accept: boolean): string | null {
  if (!accept) return hunk.because;
  return all.find((each) => moved.has(each.hunk.id) && each.hunk.depends_on.includes(hunk.id))?.hunk.because ?? null;
}
