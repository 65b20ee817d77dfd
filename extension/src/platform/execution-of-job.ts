import type { ExecutionMode, Job } from '@iama/contracts/job/job';
import type { Execution } from '@iama/runner/sandbox/execution';
import { readSettings } from './settings.ts';

/** Where a job's tests run: as it was made, with the image that this machine's settings name. */
export function executionOfJob({ execution_mode }: Pick<Job, 'execution_mode'>): Execution {
  return executionIn(execution_mode);
}

export function executionIn(mode: ExecutionMode): Execution {
  return { mode, docker_image: readSettings().docker_image };
}
