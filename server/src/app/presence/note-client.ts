import type { AdvanceDeps } from '../jobs/advance.ts';
import { tryAdvance } from '../jobs/advance.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';

/** A client says that it is there. Ends the countdown if there is one. */
export async function noteClient(
  deps: AdvanceDeps,
  tx: Transaction,
  job: LockedJob,
  client_session_id: string,
): Promise<void> {
  const { user_id, grace_deadline_at } = job.record;
  await tx.presence.beat({ job_id: job.id, client_session_id, user_id, at: job.now, closing: false });
  if (grace_deadline_at !== null) await tryAdvance(deps, tx, job, { type: 'heartbeat_recovered' }, null);
}
