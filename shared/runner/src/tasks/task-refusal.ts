import type { TaskFailure } from '@iama/contracts/task/payload';
import { RunnerError } from '../errors/runner-error.ts';
import type { RunnerErrorCode } from '../errors/runner-error.ts';

/** A failure of a task, ready to be handed in. */
export class TaskRefusal extends Error {
  readonly failure: TaskFailure;

  constructor(failure: TaskFailure) {
    super(failure.message);
    this.name = 'TaskRefusal';
    this.failure = failure;
  }
}

const CODES: Partial<Record<RunnerErrorCode, TaskFailure['code']>> = {
  NOT_A_REPOSITORY: 'WORKSPACE_UNREADABLE',
  GIT_REFUSED: 'WORKSPACE_UNREADABLE',
  WORKSPACE_UNREADABLE: 'WORKSPACE_UNREADABLE',
  TARGET_NOT_FOUND: 'TARGET_NOT_FOUND',
  TARGET_OUTSIDE_WORKSPACE: 'TARGET_NOT_FOUND',
  SYMBOL_NOT_FOUND: 'TARGET_NOT_FOUND',
  CONTEXT_SIZE_EXCEEDED: 'CONTEXT_SIZE_EXCEEDED',
  WORKSPACE_CHANGED: 'WORKSPACE_CHANGED',
  PATCH_DOES_NOT_APPLY: 'PATCH_DOES_NOT_APPLY',
  PATH_REFUSED: 'PATCH_DOES_NOT_APPLY',
  DISK_FULL: 'DISK_FULL',
  COPY_FAILED: 'COPY_FAILED',
  DOCKER_UNAVAILABLE: 'DOCKER_UNAVAILABLE',
  DOCKER_IMAGE_MISSING: 'DOCKER_IMAGE_MISSING',
};
/** Offering the task again may help with these, once the person has seen to the disk or the engine. */
const RETRYABLE: ReadonlySet<TaskFailure['code']> = new Set([
  'DISK_FULL',
  'COPY_FAILED',
  'DOCKER_UNAVAILABLE',
  'DOCKER_IMAGE_MISSING',
  'INTERNAL',
]);

/** Any error as the failure to hand in. A cancel is none of these: it is thrown on. */
export function failureFrom(error: unknown): TaskFailure {
  if (error instanceof TaskRefusal) return error.failure;
  const code = (error instanceof RunnerError ? CODES[error.code] : undefined) ?? 'INTERNAL';
  const message =
    error instanceof RunnerError
      ? `${error.message} ${error.next}`
      : error instanceof Error
        ? error.message
        : String(error);
  return { code, message: message.slice(0, 8000), retryable: RETRYABLE.has(code) };
}
