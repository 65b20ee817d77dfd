import type { Job } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { sendCommand } from './send-command.ts';

/** Leaves failing tests out by name and runs the baseline again; audited. NOT_FOUND, ILLEGAL_TRANSITION. */
export function quarantineTests(
  deps: AppDeps,
  actor: Actor,
  input: { job_id: string; test_ids: readonly string[] },
): Promise<Job> {
  return sendCommand(deps, actor, input.job_id, () => ({ type: 'quarantine_tests', test_ids: input.test_ids }));
}
