import type { ActivityName } from '../../domain/refactor/activity-policy.ts';
import type { AppDeps } from '../deps.ts';
import { finishActivity } from '../jobs/finish-activity.ts';
import { endSwitchedOff } from '../kill-switch/end-switched-off.ts';
import { ModelFailure } from '../models/model-failure.ts';
import { modelFailureWords } from '../models/model-failure-words.ts';
import type { ActivityRequest } from '../ports/queue.ts';

/** A model that gives nothing is no fault of the activity: the job is told, with the model's own reason. A cancel is thrown on. */
export async function orModelFailed(
  deps: AppDeps,
  request: Omit<ActivityRequest, 'params'>,
  ask: () => Promise<void>,
): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof ModelFailure) || error.code === 'MODEL_CANCELLED') throw error;
    // Switched off for the person and not for the model: then that is how the job ends.
    if (error.code === 'MODEL_SWITCHED_OFF' && (await endSwitchedOff(deps, request.job_id))) return;
    await finishActivity(deps, request, () => ({
      type: 'activity_failed',
      // Only activities of the statechart ask models.
      activity: request.activity as ActivityName,
      code: 'MODEL_FAILED',
      message: modelFailureWords(error).slice(0, 2000),
      retryable: error.worth_another_try,
    }));
  }
}
