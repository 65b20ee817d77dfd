import type { AppDeps } from '../deps.ts';
import { onIdleJob } from '../jobs/on-job.ts';
import { sweepEach } from '../jobs/sweep-each.ts';
import { offerAgain } from './offer-again.ts';

/** Leases taken in one round; the next round is a second away. */
const ROUND = 100;

/**
 * Offers tasks again whose client fell silent. Any number of workers may do this at once: each write asks for the very
 * lease that was found, and for its end. How many tasks were taken away.
 */
export async function sweepExpiredLeases(deps: AppDeps): Promise<number> {
  const expired = await deps.store.read.tasks.expiredLeases(deps.clock.now(), ROUND);
  return sweepEach(deps, expired, ({ job_id, task_id, lease_id }) =>
    onIdleJob(deps, job_id, async (tx, job) => {
      const task = await tx.tasks.find(job_id, task_id);
      // It may have been renewed, finished or offered since it was found.
      if (task?.lease_expires_at == null || task.lease_expires_at >= job.now) return false;
      return offerAgain(deps, tx, job, task, lease_id);
    }),
  );
}
