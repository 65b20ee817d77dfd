import { TaskPayload } from '@iama/contracts/task/payload';
import type { Effect } from '../../domain/job/lifecycle.ts';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import type { Transaction } from '../ports/store.ts';
import type { LockedJob } from './locked-job.ts';

type EffectOf<Type extends Effect['type']> = Extract<Effect, { readonly type: Type }>;

type CarryDeps = Pick<AppDeps, 'ids' | 'policy'>;

/** Does what a statechart asks for, in order, in the transaction that stores its new state. */
export async function carryOut(
  deps: CarryDeps,
  tx: Transaction,
  job: LockedJob,
  effects: readonly Effect[],
  by: Actor | null,
): Promise<void> {
  for (const effect of effects) await carryOutOne(deps, tx, job, effect, by);
  if (effects.some(({ type }) => type === 'start_timer' || type === 'cancel_timer')) {
    job.change({ deadline_at: await deadlineOf(tx, job.id) });
  }
}

function carryOutOne(deps: CarryDeps, tx: Transaction, job: LockedJob, effect: Effect, by: Actor | null) {
  switch (effect.type) {
    case 'emit':
      return job.log(effect.event);
    case 'request_task':
      return requestTask(deps, tx, job, effect);
    case 'run_activity':
      return runActivity(deps, tx, job, effect);
    case 'start_timer':
      return startTimer(deps, tx, job, effect);
    case 'cancel_timer':
      return cancelTimer(tx, job, effect);
    case 'audit':
      return audit(deps, tx, job, effect, by);
  }
}

async function requestTask(deps: CarryDeps, tx: Transaction, job: LockedJob, effect: EffectOf<'request_task'>) {
  const { id: job_id, org_id, epoch } = job.record;
  const { kind } = effect;
  const id = deps.ids.next();
  // The statechart's parameters become what a client is promised: checked here, where a mistake is still ours.
  const payload = TaskPayload.parse({ ...effect.params, kind });
  await tx.tasks.insert({ id, job_id, org_id, kind, status: 'offered', epoch, offer: 1, payload, created_at: job.now });
  job.log({ type: 'task_requested', level: 'info', data: { task_id: id, kind, offer: 1 } });
}

async function runActivity(deps: CarryDeps, tx: Transaction, job: LockedJob, effect: EffectOf<'run_activity'>) {
  const { activity, params } = effect;
  const activity_row = { id: deps.ids.next(), job_id: job.id, activity, epoch: job.record.epoch };
  await tx.activities.insert({ ...activity_row, created_at: job.now });
  await tx.queue.enqueueActivity({ ...activity_row, params });
}

async function startTimer(deps: CarryDeps, tx: Transaction, job: LockedJob, effect: EffectOf<'start_timer'>) {
  const { timer } = effect;
  const delay_ms = deps.policy.timer_ms[timer] ?? effect.delay_ms;
  const started = { id: deps.ids.next(), job_id: job.id, timer };
  const fires_at = new Date(job.now.getTime() + delay_ms);
  const replaced = await tx.timers.put({ ...started, fires_at, epoch: job.record.epoch });
  if (replaced !== null) await tx.queue.cancelTimers([replaced]);
  await tx.queue.scheduleTimer({ ...started, delay_ms });
}

async function cancelTimer(tx: Transaction, job: LockedJob, effect: EffectOf<'cancel_timer'>) {
  const cancelled = await tx.timers.cancel(job.id, effect.timer);
  if (cancelled !== null) await tx.queue.cancelTimers([cancelled]);
}

async function audit(deps: CarryDeps, tx: Transaction, job: LockedJob, effect: EffectOf<'audit'>, by: Actor | null) {
  const { id: job_id, org_id } = job.record;
  const { action, data } = effect;
  const user_id = by?.user_id ?? null;
  await tx.audit.append([{ id: deps.ids.next(), at: job.now, org_id, user_id, job_id, action: `job.${action}`, data }]);
}

/** Presence has a countdown of its own, and a pause between retries is not the end of anything. */
const NO_DEADLINE: ReadonlySet<string> = new Set(['client_heartbeat_lost', 'recovery_backoff']);

async function deadlineOf(tx: Transaction, job_id: string): Promise<Date | null> {
  const timers = await tx.timers.list(job_id);
  return timers.find(({ timer }) => !NO_DEADLINE.has(timer))?.fires_at ?? null;
}
