import type { JobState } from '@iama/contracts/job/state';
import { quotaMove } from '../../domain/quota/quota-move.ts';
import type { RefactorContext } from '../../domain/refactor/context.ts';
import type { AppDeps } from '../deps.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { Transaction } from '../ports/store.ts';
import { refuseSwitchedOff } from '../kill-switch/refuse-switched-off.ts';
import { recordMove } from './record-move.ts';
import { reserveQuota } from './reserve-quota.ts';
import { settleQuota } from './settle-quota.ts';

/**
 * What a change of state means for the account. Called for each of them, in its transaction: so nothing is held by a job
 * that has ended, however it ended, and no job is under way that holds nothing. KILL_SWITCH_ON and
 * QUOTA_EXCEEDED when it would begin.
 */
export async function moveQuota(
  deps: Pick<AppDeps, 'ids'>,
  tx: Transaction,
  job: LockedJob,
  from: JobState,
  context: RefactorContext,
): Promise<void> {
  const { move, checkpoint } = quotaMove(from, job.record.state);
  if (move === 'reserve') await refuseBegin(tx, job);
  if (move === 'reserve') await reserveQuota(deps, tx, job);
  if (checkpoint) await passCheckpoint(deps, tx, job);
  if (move === 'settle') await settleQuota(deps, tx, job, context);
}

/** A job that begins again is under the plan that it began under. */
async function refuseBegin(tx: Transaction, { id, record: { user_id } }: LockedJob): Promise<void> {
  const { tier } = (await tx.quota.entitlements(id)) ?? (await tx.quota.plan(user_id));
  await refuseSwitchedOff(tx.dynamic_configs, { user_id, tier });
}

async function passCheckpoint(deps: Pick<AppDeps, 'ids'>, tx: Transaction, job: LockedJob): Promise<void> {
  const found = await tx.quota.standing(job.id);
  if (found?.status !== 'held' || found.checkpoint_at !== null) return;
  await tx.quota.pass(found.id, job.now);
  const move = { reservation_id: found.id, transition: 'checkpoint', reason: null, credits: 0 } as const;
  await recordMove(deps, tx, job, move);
}
