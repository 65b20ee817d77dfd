import { AppError } from '../app/app-error.ts';
import { giveUpWithout } from '../app/jobs/give-up-activity.ts';
import { endSwitchedOff } from '../app/kill-switch/end-switched-off.ts';
import type { AppDeps } from '../app/deps.ts';
import type { ActivityRequest } from '../app/ports/queue.ts';
import { CATALOGUE, isActivityName } from './catalogue.ts';

/** Does one queue entry: checks its payload, then acts. A rejection brings the entry back to the queue. */
export async function runActivity(deps: AppDeps, request: ActivityRequest, signal: AbortSignal): Promise<void> {
  const { id, job_id, activity } = request;
  if ((await deps.store.read.activities.find(job_id, id)) === null) {
    deps.log.info({ job_id, activity }, 'An activity that does not count any more was not begun');
    return;
  }
  if (await endSwitchedOff(deps, job_id)) return;
  if (!isActivityName(activity)) throw new Error(`There is no activity ${activity}`);
  try {
    await CATALOGUE[activity](deps, request, signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'ARTIFACT_GONE')
      return void (await giveUpWithout(deps, request, error));
    deps.log.warn({ job_id, activity, error: String(error) }, 'An activity failed');
    throw error;
  }
}
