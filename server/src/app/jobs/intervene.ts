import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { sendCommand } from './send-command.ts';

export interface Intervention {
  readonly job_id: string;
  readonly command: 'retry' | 'escalate' | 'stop_repair';
  readonly clarification?: string | undefined;
}

/** The person answers a repair that waits for them; audited. NOT_FOUND, ILLEGAL_TRANSITION, QUOTA_EXCEEDED. */
export function intervene(deps: AppDeps, actor: Actor, input: Intervention): Promise<Job> {
  const { command: type, clarification } = input;
  return sendCommand(deps, actor, input.job_id, () =>
    type === 'stop_repair' || clarification === undefined ? { type } : { type, clarification },
  );
}
