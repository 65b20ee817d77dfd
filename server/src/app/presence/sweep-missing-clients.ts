import type { AppDeps } from '../deps.ts';
import { onIdleJob } from '../jobs/on-job.ts';
import { sweepEach } from '../jobs/sweep-each.ts';
import { noteAbsence } from './note-absence.ts';

/** Jobs taken in one round; the next round is a second away. */
const ROUND = 100;

/**
 * Finds jobs whose client should be there and is not. Any number of workers may do this at once: the question is asked
 * again with the job's row in hand. How many countdowns began.
 */
export async function sweepMissingClients(deps: AppDeps): Promise<number> {
  const seen_before = new Date(deps.clock.now().getTime() - deps.policy.beat_missed_ms);
  const missing = await deps.store.read.jobs.withoutClient(seen_before, ROUND);
  return sweepEach(
    deps,
    missing.map((job_id) => ({ job_id })),
    ({ job_id }) => onIdleJob(deps, job_id, (tx, job) => noteAbsence(deps, tx, job, 'unknown')),
  );
}
