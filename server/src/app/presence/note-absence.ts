import type { AppDeps } from '../deps.ts';
import type { AdvanceDeps } from '../jobs/advance.ts';
import { tryAdvance } from '../jobs/advance.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';

/** Starts the countdown if the job needs a client and none is there. False when one is, or none is needed. */
export async function noteAbsence(
  deps: AdvanceDeps & Pick<AppDeps, 'policy'>,
  tx: Transaction,
  job: LockedJob,
  cause: 'closed' | 'unknown',
): Promise<boolean> {
  const { client_needed_since, grace_deadline_at } = job.record;
  if (client_needed_since === null || grace_deadline_at !== null) return false;
  const { open_seen_at } = (await tx.presence.of([job.id])).get(job.id) ?? { open_seen_at: null };
  if (open_seen_at !== null && silence(job, open_seen_at) < deps.policy.beat_missed_ms) return false;
  // A job that has just come to need its client gives it the time of one missed beat, unless the client said goodbye.
  if (cause === 'unknown' && silence(job, client_needed_since) < deps.policy.beat_missed_ms) return false;
  return (
    (await tryAdvance(deps, tx, job, { type: 'heartbeat_missed', at: job.now.toISOString(), cause }, null)) === null
  );
}

function silence(job: LockedJob, since: Date): number {
  return job.now.getTime() - since.getTime();
}
