import type { JobEvent } from '@iama/contracts/job/event';
import type { JobCommand } from '@iama/contracts/job/state';
import type { Effect, Snapshot } from '../../domain/job/lifecycle.ts';
import type { RefactorContext } from '../../domain/refactor/context.ts';
import type { RefactorEvent } from '../../domain/refactor/events.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import type { Transaction } from '../ports/store.ts';
import { moveQuota } from '../quota/move-quota.ts';
import { sendable } from './accepted-events.ts';
import { carryOut } from './carry-out.ts';
import { lifecycleOf, snapshotOf } from './lifecycle-of.ts';
import type { LockedJob } from './locked-job.ts';
import { recordAttempts } from './record-attempts.ts';

export type AdvanceDeps = Pick<AppDeps, 'ids' | 'policy' | 'log'>;

/**
 * The only way a job moves. Asks the statechart what the event means here and carries all of it out in the caller's
 * transaction: new state, log, audit, tasks, timers, activities. What belongs to the same fact (an artifact, a lease)
 * is written by the caller in that transaction too, so an event is either wholly there or not at all.
 *
 * Rejects with ILLEGAL_TRANSITION and what is accepted; then the transaction must not commit.
 */
export async function advance(
  deps: AdvanceDeps,
  tx: Transaction,
  job: LockedJob,
  event: RefactorEvent,
  by: Actor | null,
): Promise<void> {
  const refused = await tryAdvance(deps, tx, job, event, by);
  if (refused === null) return;
  const detail = `A job in ${job.record.state} does not accept "${event.type}".`;
  throw new AppError('ILLEGAL_TRANSITION', detail, { accepted_events: sendable(refused) });
}

/** The same for events nobody waits for an answer to: null when it was taken, else what would be accepted. */
export async function tryAdvance(
  deps: AdvanceDeps,
  tx: Transaction,
  job: LockedJob,
  event: RefactorEvent,
  by: Actor | null,
): Promise<readonly JobCommand[] | null> {
  const step = lifecycleOf(job.record.kind).step(snapshotOf(job.record), event);
  if (!step.accepted) {
    const { id, state, epoch } = job.record;
    deps.log.info({ job_id: id, state, epoch, event: event.type }, 'An event was refused');
    return step.accepted_events;
  }
  await enter(deps, tx, job, step.snapshot, step.effects, event.type, by);
  return null;
}

/** Makes `snapshot` the job's own and carries its effects out. `from` is null only for a job that begins. */
export async function enter(
  deps: AdvanceDeps,
  tx: Transaction,
  job: LockedJob,
  snapshot: Snapshot<RefactorContext>,
  effects: readonly Effect[],
  event: string,
  by: Actor | null,
): Promise<void> {
  const { kind, state: from, state_path, epoch: old_epoch } = job.record;
  const lifecycle = lifecycleOf(kind);
  const to = lifecycle.stateOf(snapshot);
  // Work that is asked for again at the same place, such as the next draft, is another work all the same.
  const moved = snapshot.state_path !== state_path || effects.some(asksForWork);
  const epoch = moved ? old_epoch + 1 : old_epoch;
  const failure = lifecycle.failureOf(snapshot);
  const attempts = event === BEGIN ? [] : snapshotOf(job.record).context.attempts;
  job.change({ ...storedFacts(job, snapshot), state: to, epoch, failure, ended_at: endedAt(job, to) });

  await recordAttempts(deps, tx, job, attempts, snapshot.context.attempts);
  if (from !== to) await moveQuota(deps, tx, job, from, snapshot.context);
  if (moved) await fenceOff(tx, job, epoch);
  if (from !== to || event === BEGIN) {
    const data = { from: event === BEGIN ? null : from, to, epoch, event, failure };
    job.log({ type: 'state_change', level: levelOf(to), data });
  }
  await carryOut(deps, tx, job, effects, by);
}

function asksForWork({ type }: Effect): boolean {
  return type === 'run_activity' || type === 'request_task';
}

/** The event that makes a job; not one of the statechart's. */
export const BEGIN = 'create';

/** Nobody needs the work of an older epoch any more: its results will find no row to answer to. */
async function fenceOff(tx: Transaction, job: LockedJob, epoch: number): Promise<void> {
  await tx.tasks.voidBefore(job.id, epoch, job.now);
  await tx.queue.cancelActivities(await tx.activities.dropBefore(job.id, epoch));
}

function storedFacts(job: LockedJob, snapshot: Snapshot<RefactorContext>) {
  const { context, state_path } = snapshot;
  const needed = lifecycleOf(job.record.kind).needsClient(snapshot);
  return {
    state_path,
    context,
    level: context.level,
    attempt: context.attempt,
    delivery_status: context.delivery_status,
    client_needed_since: needed ? (job.record.client_needed_since ?? job.now) : null,
    grace_deadline_at: needed && context.grace !== null ? new Date(context.grace.deadline_at) : null,
  };
}

const ENDS: ReadonlySet<string> = new Set(['DELIVERED', 'FALLBACK_REQUIRED', 'FAILED']);

function endedAt(job: LockedJob, to: string): Date | null {
  return ENDS.has(to) ? (job.record.ended_at ?? job.now) : null;
}

function levelOf(state: string): JobEvent['level'] {
  if (state === 'FAILED' || state === 'FALLBACK_REQUIRED') return 'error';
  return state === 'BASELINE_VALIDATION_FAILED' ? 'warn' : 'info';
}
