import type { Review } from '@iama/contracts/job/review';
import type { Hunk, Patch, PatchFile } from '@iama/contracts/patch/patch';
import { includesRun, runsOf, shapeOf } from './change-runs.ts';
import type { ChangeRun } from './change-runs.ts';

/** A review with the patch that was looked at. */
export interface Reviewed {
  readonly review: Pick<Review, 'attempt' | 'rejected_hunk_ids'>;
  readonly patch: Patch;
}

/** What a person does not want to see again. */
export interface RejectedChange {
  readonly attempt: number;
  readonly path: string;
  readonly change: PatchFile['change'];
  readonly shape: string;
  readonly base_sha256: string | null;
  /** Empty where only the file's name changed, or that there is one. */
  readonly runs: readonly ChangeRun[];
}

/** A rejected change that is there again; `line` is that of the old text, from 1. */
export interface ReturnedChange {
  readonly path: string;
  readonly line: number;
  readonly attempt: number;
}

/** What stands rejected after these reviews, oldest first: of a change that was looked at twice, the later look counts. Pure. */
export function rejectedChanges(reviews: readonly Reviewed[]): readonly RejectedChange[] {
  let rejected: RejectedChange[] = [];
  for (const { review, patch } of reviews) {
    const seen = patch.files.flatMap((file) => file.hunks.map((hunk) => changeOf(file, hunk, review.attempt)));
    const ids = new Set(review.rejected_hunk_ids);
    rejected = rejected.filter((old) => !seen.some((each) => isBack(old, each)));
    for (const file of patch.files)
      for (const hunk of file.hunks) if (isMeant(hunk, ids, patch)) rejected.push(changeOf(file, hunk, review.attempt));
  }
  return rejected;
}

/**
 * Changes of a patch that were rejected before: the same lines, at the same place. `baseOf` says which bytes a file of the patch is
 * made from, where the patch itself does not. Pure.
 */
export function returnedChanges(
  patch: Patch,
  rejected: readonly RejectedChange[],
  baseOf: (file: PatchFile) => string | null = ({ base_sha256 }) => base_sha256,
): readonly ReturnedChange[] {
  const made = patch.files.flatMap((file) =>
    file.hunks.map((hunk) => changeOf({ ...file, base_sha256: baseOf(file) }, hunk, 0)),
  );
  return rejected
    .filter((old) => made.some((each) => isBack(old, each)))
    .map(({ path, runs, attempt }) => ({ path, line: Math.max(1, runs[0]?.old_start ?? 1), attempt }));
}

/** A hunk that went only because it needs a rejected one may come again with another one to need. */
function isMeant({ id, depends_on }: Hunk, ids: ReadonlySet<string>, { files }: Patch): boolean {
  if (!ids.has(id)) return false;
  const hunks = new Map(files.flatMap((file) => file.hunks.map((hunk) => [hunk.id, hunk])));
  return depends_on.every((other) => !ids.has(other) || hunks.get(other)?.depends_on.includes(id));
}

function changeOf(file: PatchFile, hunk: Hunk, attempt: number): RejectedChange {
  const { path, change, base_sha256 } = file;
  return { attempt, path, change, shape: shapeOf(file), base_sha256, runs: runsOf(hunk) };
}

function isBack(old: RejectedChange, now: RejectedChange): boolean {
  if (old.path !== now.path) return false;
  if (old.runs.length === 0) return old.change !== 'modify' && now.runs.length === 0 && old.shape === now.shape;
  const same_text = old.base_sha256 === now.base_sha256;
  return old.runs.every((run) => now.runs.some((each) => includesRun(each, run, same_text)));
}
