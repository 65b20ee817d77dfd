import { z } from 'zod';
import type { ReviewState } from './review-state.ts';

const Stored = () => z.object({ rejected: z.array(z.string()), reviewed_paths: z.array(z.string()) });

/** A review as it is kept between windows. */
export function storeReview({ rejected, reviewed_paths }: ReviewState): z.infer<ReturnType<typeof Stored>> {
  return { rejected: [...rejected], reviewed_paths: [...reviewed_paths] };
}

/** What was kept; null when nothing was, or when another version wrote something else. */
export function restoreReview(stored: unknown): ReviewState | null {
  const parsed = Stored().safeParse(stored);
  if (!parsed.success) return null;
  return { rejected: new Set(parsed.data.rejected), reviewed_paths: new Set(parsed.data.reviewed_paths) };
}
