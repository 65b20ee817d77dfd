import { ACTIVITY_POLICY } from '../../domain/refactor/activity-policy.ts';
import type { ActivityName } from '../../domain/refactor/activity-policy.ts';
import type { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import type { ActivityRequest } from '../ports/queue.ts';
import { finishActivity } from './finish-activity.ts';

/** An activity needs what is not kept any more: the job is told at once, for no other try would find it. */
export function giveUpForGood(deps: AppDeps, request: ActivityRequest, { message }: AppError): Promise<boolean> {
  return finishActivity(deps, request, () => ({
    type: 'activity_failed',
    activity: request.activity as ActivityName,
    code: 'ARTIFACT_GONE',
    message: `What the step "${request.activity}" needs is gone. ${message}`,
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
