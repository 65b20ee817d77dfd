import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { sendCommand } from './send-command.ts';

/** NOT_FOUND, ILLEGAL_TRANSITION, QUOTA_EXCEEDED. */
export function startJob(deps: AppDeps, actor: Actor, input: { job_id: string }): Promise<Job> {
  return sendCommand(deps, actor, input.job_id, () => ({ type: 'start' }));
}
