import type { JobEvent } from '@iama/contracts/job/event';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';

/** NOT_FOUND. */
export async function listEvents(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string; after: number; limit: number },
): Promise<{ items: JobEvent[]; last_seq: number }> {
  const { id } = await findJob(deps, actor, input.job_id);
  const items = await deps.store.read.events.after(id, input.after, input.limit);
  return { items, last_seq: items.at(-1)?.seq ?? input.after };
}
