import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { sendCommand } from './send-command.ts';

/** Another try of the same job, under the specification that was agreed on; audited. NOT_FOUND, ILLEGAL_TRANSITION, QUOTA_EXCEEDED. */
export function retryJob(deps: AppDeps, actor: Actor, input: { job_id: string }): Promise<Job> {
  return sendCommand(deps, actor, input.job_id, () => ({ type: 'retry' }));
}
