import type { JobEvent } from '@iama/contracts/job/event';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';

/** A page of the log, and how far the whole log goes. NOT_FOUND. */
export async function listEvents(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string; after: number; limit: number },
): Promise<{ items: JobEvent[]; last_seq: number }> {
  const { id, last_seq } = await findJob(deps, actor, input.job_id);
  const items = await deps.store.read.events.after(id, input.after, input.limit);
  // The log may have grown between the two reads.
  return { items, last_seq: Math.max(last_seq, items.at(-1)?.seq ?? 0) };
}
