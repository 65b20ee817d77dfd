import type { AppDeps } from '../deps.ts';

/**
 * Does `act` for each job that a sweep found; one that fails is logged, and holds up no other: what is found first would
 * otherwise be found first again in every round. How many `act` was true for.
 */
export async function sweepEach<Found extends { readonly job_id: string }>(
  { log }: Pick<AppDeps, 'log'>,
  found: readonly Found[],
  act: (each: Found) => Promise<boolean | null>,
): Promise<number> {
  let count = 0;
  for (const each of found) {
    try {
      if ((await act(each)) === true) count += 1;
    } catch (error) {
      log.error({ job_id: each.job_id, error: String(error) }, 'A sweep failed for a job; the others go on');
    }
  }
  return count;
}
