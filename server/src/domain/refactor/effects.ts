import type { FailureCode, JobCommand, JobState } from '@iama/contracts/job/state';
import type { WorkName } from './activity-policy.ts';
import type { RefactorContext } from './context.ts';
import type { RefactorEvent } from './events.ts';
import { describeFailure } from './describe-failure.ts';
import { ask, isA, remember, tell } from './refactor-setup.ts';
import { setAsideForTime } from './time-outs.ts';
import { startStepTimer, stopTimer } from './timers.ts';
import { requestOf } from './requests.ts';
import { summarise } from './summarise.ts';

/** Begin a piece of work: ask for it, and say when it is given up. Which it is may depend on the job. */
export function beginWork(work: WorkName | ((context: RefactorContext) => WorkName)) {
  const workOf = typeof work === 'string' ? () => work : work;
  return [
    remember((context) => ({ work: workOf(context) })),
    ask((context) => requestOf(workOf(context), context)),
    startStepTimer(workOf),
  ];
}

export function endWork() {
  return [stopTimer('step_timeout')];
}

/** The job came to rest here: tell whoever watches. */
export function rest(state: JobState) {
  return tell((context) => ({
    type: 'completion',
    level: state === 'FAILED' || state === 'FALLBACK_REQUIRED' ? 'error' : 'info',
    data: {
      state,
      failure: context.failure,
      summary: summarise(state, context),
    },
  }));
}

export function logLine(
  level: 'info' | 'warn' | 'error',
  message: (context: RefactorContext, event: RefactorEvent) => string,
) {
  return tell((context, event) => ({
    type: 'log_line',
    level,
    data: { message: message(context, event).slice(0, 8000), source: 'server' },
  }));
}

/** A person's act, or what was decided for them by their own settings, for the audit trail. The host adds who and when. */
export function audit(action: JobCommand | 'kill_switch') {
  return ask((context, event) => ({ type: 'audit', action, data: auditData(context, event) }));
}

function auditData(context: RefactorContext, event: RefactorEvent): Record<string, unknown> {
  if (isA(event, 'quarantine_tests')) return { test_ids: event.test_ids };
  if (isA(event, 'skip_or_quarantine_test'))
    return { test_ids: setAsideForTime(context, event) ?? [], because: 'time_out' };
  if (isA(event, 'increase_timeout')) return { test_timeout_ms: context.test_timeout_ms };
  if (isA(event, 'baseline_passed')) return { test_ids: event.flaky ?? [], because: 'flaky' };
  if (isA(event, 'select_proposal')) return { level: event.level, revision: event.revision };
  if (isA(event, 'approve_spec') && context.black_box && !context.black_box.is_accepted) {
    const { baseline_run_id, covered, uncovered } = context.black_box;
    return { revision: event.revision, accepted_black_box: { baseline_run_id, covered, uncovered } };
  }
  if (isA(event, 'approve_spec') && context.weak_lock) {
    const { noticed, tried, threshold } = context.weak_lock;
    return { revision: event.revision, accepted_weak_lock: { noticed, tried, threshold } };
  }
  if (isA(event, 'approve_spec') && event.fast_track) return { revision: event.revision, fast_track: true };
  if (isA(event, 'approve_spec') || isA(event, 'revise_spec') || isA(event, 'edit_spec')) {
    return { revision: event.revision };
  }
  if (isA(event, 'apply_delivery')) return { scope: event.scope, patch_artifact_id: context.artifacts.patch };
  if (isA(event, 'revert_delivery')) return { patch_artifact_id: context.artifacts.patch };
  if (isA(event, 'request_changes')) {
    return { review_artifact_id: event.review_artifact_id, findings: event.rejected.length };
  }
  if (isA(event, 'rerun_tests')) return { test_timeout_ms: event.test_timeout_ms ?? null };
  if (isA(event, 'kill_switch')) return event.reason === undefined ? {} : { reason: event.reason };
  if (isA(event, 'deep_fix')) return { confirmed: event.confirmed };
  return {};
}

/** Remember why the job fails. `evidence` is the one line that this job adds. */
export function fail(
  code: FailureCode,
  evidence: (event: RefactorEvent, context: RefactorContext) => string = () => '',
) {
  return remember((context, event) => ({
    failure: describeFailure(code, context.job_id, evidence(event, context)),
  }));
}
