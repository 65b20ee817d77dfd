import { ReviewComment } from '@iama/contracts/job/review';
import { z } from 'zod';
import { FRESH_REVIEW } from './review-state.ts';
import type { ReviewState } from './review-state.ts';

const Verified = () => z.object({ key: z.string(), passed: z.int().nonnegative() });

/** A comment with an id of its own, so that it can be edited and taken back. */
const KeptComment = () => ReviewComment.extend({ id: z.string() });
export type KeptComment = z.infer<ReturnType<typeof KeptComment>>;

/** What is kept of the review of one patch. */
export interface KeptReview {
  readonly state: ReviewState;
  readonly comments: readonly KeptComment[];
  /** The selection that passed the job's tests last, and how many of them ran. */
  readonly verified: z.infer<ReturnType<typeof Verified>> | null;
}

export const NO_REVIEW: KeptReview = { state: FRESH_REVIEW, comments: [], verified: null };

const Stored = () =>
  z.object({
    patch_artifact_id: z.string(),
    rejected: z.array(z.string()),
    partial: z.array(z.tuple([z.string(), z.array(z.int().nonnegative())])),
    reviewed_paths: z.array(z.string()),
    comments: z.array(KeptComment()),
    verified: Verified().nullable(),
  });

/** A review as it is kept between windows. */
export function storeReview(
  patch_artifact_id: string,
  { state, comments, verified }: KeptReview,
): z.infer<ReturnType<typeof Stored>> {
  const { rejected, partial, reviewed_paths } = state;
  return {
    patch_artifact_id,
    rejected: [...rejected],
    partial: [...partial].map(([id, lines]) => [id, [...lines]]),
    reviewed_paths: [...reviewed_paths],
    comments: [...comments],
    verified,
  };
}

/** What was kept; null when nothing was, when it was of another patch, or when another version wrote something else. */
export function restoreReview(patch_artifact_id: string, stored: unknown): KeptReview | null {
  const parsed = Stored().safeParse(stored);
  if (!parsed.success || parsed.data.patch_artifact_id !== patch_artifact_id) return null;
  const { rejected, partial, reviewed_paths, comments, verified } = parsed.data;
  const state = {
    rejected: new Set(rejected),
    partial: new Map(partial.map(([id, lines]) => [id, new Set(lines)])),
    reviewed_paths: new Set(reviewed_paths),
  };
  return { state, comments, verified };
}
