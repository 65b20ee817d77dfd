import type { ExecutionMode, Job } from '@iama/contracts/job/job';
import type { Execution } from '@iama/runner/sandbox/execution';
import { readSettings } from './settings.ts';

/** Where a job's tests run: as it was made, with the image and the freedom that this machine's settings name. */
export function executionOfJob({ execution_mode }: Pick<Job, 'execution_mode'>): Execution {
  return executionIn(execution_mode);
}

export function executionIn(mode: ExecutionMode): Execution {
  const { docker_image, unconfined } = readSettings();
  return { mode, docker_image, unconfined };
}
