import { ACTIVITY_POLICY } from '../activity-policy.ts';
import type { WorkName } from '../activity-policy.ts';
import type { RefactorContext } from '../context.ts';
import { describeFailure } from '../describe-failure.ts';
import { audit, fail, logLine } from '../effects.ts';
import type { RefactorEvent } from '../events.ts';
import { newRevision } from '../memory.ts';
import { isA, refactorSetup, remember, rememberFrom, tell } from '../refactor-setup.ts';
import { GRACE_MS, startWait, stopTimer } from '../timers.ts';

/** Moves that many states share. Each stands once, on a parent state. */

type Args = { context: RefactorContext; event: RefactorEvent };

/** Everywhere before the job has ended. */
export const endings = refactorSetup.createStateConfig({
  on: {
    cancel: { target: '#refactor.FAILED', actions: [fail('USER_CANCELLED'), audit('cancel')] },
    kill_switch: { target: '#refactor.FAILED', actions: [fail('KILL_SWITCH', operatorsReason), audit('kill_switch')] },
  },
}).on;

function operatorsReason(event: RefactorEvent): string {
  if (!isA(event, 'kill_switch') || event.reason === undefined) return '';
  return `The operator says: ${sentence(event.reason)} Your files are untouched.`;
}

/** Wherever work is under way. A failure of work that is not under way is refused. */
export const setbacks = refactorSetup.createStateConfig({
  on: {
    task_failed: setback(),
    activity_failed: setback(),
    step_timeout: setback(),
  },
}).on;

function setback() {
  return [
    {
      guard: mayRetry,
      target: '#refactor.live.RECOVERY_PENDING.backing_off',
      actions: [remember(countRetry), logRetry()],
    },
    { guard: isOurs, target: '#refactor.live.RECOVERY_PENDING.settling', actions: [remember(giveUp)] },
  ];
}

function isOurs({ context, event }: Args): boolean {
  if (isA(event, 'task_failed')) return event.kind === context.work;
  if (isA(event, 'activity_failed')) return event.activity === context.work;
  return context.work !== null;
}

function mayRetry(args: Args): boolean {
  const { context, event } = args;
  if (!isOurs(args) || context.work === null) return false;
  if ((isA(event, 'task_failed') || isA(event, 'activity_failed')) && !event.retryable) return false;
  return retriesOf(context, context.work) < ACTIVITY_POLICY[context.work].retries;
}

function retriesOf({ recovery }: RefactorContext, work: WorkName): number {
  return recovery?.work === work ? recovery.count : 0;
}

function countRetry(context: RefactorContext): Partial<RefactorContext> {
  if (context.work === null) return {};
  return { recovery: { work: context.work, count: retriesOf(context, context.work) + 1 } };
}

function logRetry() {
  return logLine('warn', ({ recovery, work }, event) => {
    const limit = work === null ? 0 : ACTIVITY_POLICY[work].retries;
    return `${reasonOf(event)} It is tried again (${recovery?.count ?? 0} of ${limit}).`;
  });
}

function reasonOf(event: RefactorEvent): string {
  if (isA(event, 'task_failed')) return `${event.kind} failed: ${sentence(event.message)}`;
  if (isA(event, 'activity_failed')) return `${event.activity} failed: ${sentence(event.message)}`;
  return 'The step took too long.';
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function giveUp({ job_id, work }: RefactorContext, event: RefactorEvent): Partial<RefactorContext> {
  if (isA(event, 'task_failed')) {
    const code = event.code === 'WORKSPACE_CHANGED' ? 'WORKSPACE_CHANGED' : 'TASK_FAILED';
    return { failure: describeFailure(code, job_id, event.message) };
  }
  if (isA(event, 'activity_failed')) {
    return { failure: describeFailure(event.code ?? 'ACTIVITY_FAILED', job_id, event.message) };
  }
  return { failure: describeFailure('TASK_TIMEOUT', job_id, `${work ?? 'A step'} gave no result in time.`) };
}

/** The specification changed while work made from it is under way. */
export const specChanged = {
  guard: ({ context, event }: { context: RefactorContext; event: { revision: number } }) =>
    context.spec_approved && event.revision > context.spec_revision,
  target: '#refactor.live.WAITING_SPEC_APPROVAL',
  actions: [
    rememberFrom('spec_updated', newRevision),
    logLine('info', () => 'The specification was edited. Work made from the revision before is dropped.'),
  ],
};

/** The client must be there: without it the work stops at once, and waits. */
export const missed = {
  target: '#refactor.live.grace',
  actions: [
    rememberFrom('heartbeat_missed', ({ at, cause }) => ({ grace: { deadline_at: graceDeadline(at), cause } })),
  ],
};

function graceDeadline(at: string): string {
  return new Date(Date.parse(at) + GRACE_MS).toISOString();
}

/** Work is paused while the client is away. It goes on where it was when the client is back. */
export const grace = refactorSetup.createStateConfig({
  entry: [startWait('client_heartbeat_lost'), tellHeartbeat('GRACE_PERIOD')],
  exit: [stopTimer('client_heartbeat_lost')],
  on: {
    heartbeat_recovered: {
      target: '#refactor.live.busy.last',
      actions: [tellHeartbeat('RECOVERED'), remember(() => ({ grace: null }))],
    },
    client_heartbeat_lost: {
      target: '#refactor.FAILED',
      actions: [tellHeartbeat('LOST'), fail('CLIENT_DISCONNECTED')],
    },
    force_terminate: { target: '#refactor.FAILED', actions: [fail('FORCE_TERMINATED'), audit('force_terminate')] },
    spec_updated: specChanged,
  },
});

function tellHeartbeat(status: 'GRACE_PERIOD' | 'RECOVERED' | 'LOST') {
  return tell(({ grace: period }) => ({
    type: 'heartbeat_status',
    level: status === 'RECOVERED' ? 'info' : 'warn',
    data: {
      status,
      grace_deadline_at: status === 'GRACE_PERIOD' ? (period?.deadline_at ?? null) : null,
      cause: period?.cause ?? 'unknown',
    },
  }));
}
