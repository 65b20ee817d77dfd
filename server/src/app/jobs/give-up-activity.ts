import { ACTIVITY_POLICY } from '../../domain/refactor/activity-policy.ts';
import type { ActivityName } from '../../domain/refactor/activity-policy.ts';
import type { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import type { ActivityRequest } from '../ports/queue.ts';
import { finishActivity } from './finish-activity.ts';

/** What an activity stands on is not there any more: no further try finds it. The job is told what is missing. */
export function giveUpWithout(deps: AppDeps, request: ActivityRequest, missing: AppError): Promise<boolean> {
  return finishActivity(deps, request, () => ({
    type: 'activity_failed',
    activity: request.activity as ActivityName,
    message: `The step "${request.activity}" needs an artifact of this job that is gone. ${missing.message}`,
    retryable: false,
  }));
}

/** An activity failed as often as the queue lets it: the job is told, so that it does not wait for ever. */
export function giveUpActivity(deps: AppDeps, request: ActivityRequest): Promise<boolean> {
  return finishActivity(deps, request, () => ({
    type: 'activity_failed',
    // Only activities of the statechart are ever enqueued.
    activity: request.activity as ActivityName,
    message: `The step "${request.activity}" failed on every try`,
    retryable: request.activity in ACTIVITY_POLICY,
  }));
}
