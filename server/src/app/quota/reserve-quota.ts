import { billingCycleOf, dayOf } from '../../domain/quota/billing-cycle.ts';
import { judgeStart } from '../../domain/quota/judge-start.ts';
import { refuseStart } from '../../domain/quota/refuse-start.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';
import { planOf } from './plan-of.ts';
import { recordMove } from './record-move.ts';

/**
 * Sets aside what a start takes, and writes down what the plan includes, in the transaction that starts the job. A job
 * that was billed begins again for nothing. QUOTA_EXCEEDED; then the transaction must not commit.
 */
export async function reserveQuota(deps: Pick<AppDeps, 'ids'>, tx: Transaction, job: LockedJob): Promise<void> {
  const { now } = job;
  const { id: job_id, org_id, user_id } = job.record;
  if ((await tx.quota.standing(job_id)) !== null) return;

  await tx.quota.lock(user_id);
  const plan = await planOf(tx.quota, user_id);
  const [day, billing_cycle] = [dayOf(now), billingCycleOf(now)];
  const use = await tx.quota.use(user_id, day, billing_cycle);
  const verdict = judgeStart(plan, use);
  if (!verdict.allowed) {
    const { sentence, resets_at } = refuseStart(verdict.exceeded, plan, use, now);
    throw new AppError('QUOTA_EXCEEDED', sentence, { resets_at });
  }

  await tx.quota.keepEntitlements({ job_id, org_id, user_id }, plan, now);
  const { held_credits } = verdict;
  const idempotency_key = `${user_id}:${billing_cycle}:${job_id}`;
  const reservation = {
    id: deps.ids.next(),
    idempotency_key,
    job_id,
    org_id,
    user_id,
    billing_cycle,
    day,
    held_credits,
  };
  const id = await tx.quota.hold({ ...reservation, reserved_at: now });
  // We hold the job's row, and have looked: it can only be there if something wrote past us.
  if (id === null) throw new Error(`The job ${job_id} holds a reservation that nobody saw`);
  await recordMove(deps, tx, job, { reservation_id: id, transition: 'reserved', reason: null, credits: held_credits });
}
