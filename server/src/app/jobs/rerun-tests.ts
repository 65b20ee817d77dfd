import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { sendCommand } from './send-command.ts';

/** The tests once more, on the patch that failed; audited. NOT_FOUND, ILLEGAL_TRANSITION (also when there is no patch). */
export function rerunTests(
  deps: AppDeps,
  actor: Actor,
  { job_id, test_timeout_ms }: { readonly job_id: string; readonly test_timeout_ms?: number | undefined },
): Promise<Job> {
  return sendCommand(deps, actor, job_id, () => ({
    type: 'rerun_tests',
    ...(test_timeout_ms === undefined ? {} : { test_timeout_ms }),
  }));
}
