import { ACTIVITY_POLICY, backoffMs, testRunTimeoutMs } from './activity-policy.ts';
import { lockOf } from './black-box.ts';
import type { WorkName } from './activity-policy.ts';
import type { RefactorContext } from './context.ts';
import type { RefactorTimer } from './events.ts';
import { ask } from './refactor-setup.ts';

export type TimerName = RefactorTimer['type'];

const SECOND_MS = 1000;
const DAY_MS = 86_400 * SECOND_MS;

/** How long a client may be silent before its job ends. */
export const GRACE_MS = 300 * SECOND_MS;

/** The time-outs of states in which the job waits for somebody. */
export const WAIT_MS = {
  start_timeout: DAY_MS,
  decision_timeout: 7 * DAY_MS,
  intervention_timeout: 1800 * SECOND_MS,
  escalation_confirmation_timeout: 3600 * SECOND_MS,
  client_heartbeat_lost: GRACE_MS,
} as const satisfies Partial<Record<TimerName, number>>;

export function startWait(timer: keyof typeof WAIT_MS) {
  return ask(() => ({ type: 'start_timer', timer, delay_ms: WAIT_MS[timer] }));
}

export function startStepTimer(workOf: (context: RefactorContext) => WorkName) {
  return ask((context) => ({
    type: 'start_timer',
    timer: 'step_timeout',
    delay_ms: stepTimeoutMs(workOf(context), context),
  }));
}

/** Before the job goes back to the step that failed. */
export function startBackoff() {
  return ask(({ recovery }) => ({
    type: 'start_timer',
    timer: 'recovery_backoff',
    delay_ms: recovery === null ? 0 : backoffMs(recovery.work, recovery.count),
  }));
}

/** At once, but by way of the queue: so the log shows RECOVERY_PENDING before what follows it. */
export function startSettling() {
  return ask(() => ({ type: 'start_timer', timer: 'recovery_backoff', delay_ms: 0 }));
}

/** Cancelling a timer that has fired already does nothing. */
export function stopTimer(timer: TimerName) {
  return ask(() => ({ type: 'cancel_timer', timer }));
}

export function stepTimeoutMs(
  work: WorkName,
  context: Pick<RefactorContext, 'suites' | 'test_timeout_ms' | 'lock' | 'confidence'>,
): number {
  return work === 'run_tests'
    ? testRunTimeoutMs(context.suites.length, context.test_timeout_ms, lockOf(context))
    : ACTIVITY_POLICY[work].timeout_ms;
}
