import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { sendCommand } from './send-command.ts';

export interface DeepFix {
  readonly job_id: string;
  readonly confirmed: boolean;
  readonly clarification?: string | undefined;
}

/**
 * The repair starts anew, and knows nothing of the attempts before; audited. NOT_FOUND, ILLEGAL_TRANSITION (also when the plan has
 * none, or its price was not confirmed).
 */
export function deepFix(deps: AppDeps, actor: Actor, { job_id, confirmed, clarification }: DeepFix): Promise<Job> {
  return sendCommand(deps, actor, job_id, () => ({
    type: 'deep_fix',
    confirmed,
    ...(clarification === undefined ? {} : { clarification }),
  }));
}
