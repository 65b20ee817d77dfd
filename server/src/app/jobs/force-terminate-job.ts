import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { sendCommand } from './send-command.ts';

/** Only while the client is missing. NOT_FOUND, ILLEGAL_TRANSITION. */
export function forceTerminateJob(deps: AppDeps, actor: Actor, input: { job_id: string }): Promise<Job> {
  return sendCommand(deps, actor, input.job_id, () => ({ type: 'force_terminate' }));
}
