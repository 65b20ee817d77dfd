import type { KeptReceipt } from '@iama/contracts/job/history';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';

/** Of one job, in the order of their chain. NOT_FOUND. */
export async function listReceipts(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  { job_id }: { job_id: string },
): Promise<{ items: KeptReceipt[] }> {
  await findJob(deps, actor, job_id);
  return { items: await deps.store.read.model_calls.receipts(job_id) };
}
