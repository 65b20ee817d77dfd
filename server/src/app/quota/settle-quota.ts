import type { RefactorContext } from '../../domain/refactor/context.ts';
import { creditsOf } from '../../domain/quota/credits.ts';
import { judgeBilling } from '../../domain/quota/judge-billing.ts';
import type { AppDeps } from '../deps.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';
import { recordMove } from './record-move.ts';

/**
 * Ends what the job has set aside, in the transaction that ends the job: billed, or given back. What was billed once
 * stays billed, with what the job cost in all.
 */
export async function settleQuota(
  deps: Pick<AppDeps, 'ids'>,
  tx: Transaction,
  job: LockedJob,
  context: RefactorContext,
): Promise<void> {
  const found = await tx.quota.standing(job.id);
  if (found === null) return;
  const { id: reservation_id, status, checkpoint_at } = found;
  const { state, failure } = job.record;
  const end = {
    state,
    failure: failure?.code ?? null,
    checkpoint_passed: checkpoint_at !== null,
    verified: context.attempts.at(-1)?.verdict === 'verified',
    in_recovery: context.recovery !== null,
  };
  const { billed, reason } = judgeBilling(end);
  if (!billed && status === 'held') {
    await tx.quota.release(reservation_id, reason, job.now);
    await recordMove(deps, tx, job, { reservation_id, transition: 'released', reason, credits: 0 });
  }
  if (!billed) return;
  const credits = creditsOf(await tx.quota.costOf(job.id));
  await tx.quota.consume(reservation_id, credits, reason, job.now);
  await recordMove(deps, tx, job, { reservation_id, transition: 'consumed', reason, credits });
}
