/** Everything the runner refuses or fails with. Codes are stable: callers branch on them. */
export type RunnerErrorCode =
  | 'NOT_A_REPOSITORY'
  | 'GIT_REFUSED'
  | 'WORKSPACE_UNREADABLE'
  | 'TARGET_NOT_FOUND'
  | 'TARGET_OUTSIDE_WORKSPACE'
  | 'SYMBOL_NOT_FOUND'
  | 'CONTEXT_SIZE_EXCEEDED'
  | 'TARGET_NOT_LOADABLE'
  | 'LOCAL_NATIVE_NO_VCS_CHECKPOINT'
  | 'NATIVE_NOT_ACKNOWLEDGED'
  | 'DOCKER_UNAVAILABLE'
  | 'DOCKER_IMAGE_MISSING'
  | 'BUNDLE_EXISTS'
  | 'BUNDLE_UNREADABLE'
  | 'BUNDLE_CHANGED'
  | 'BUNDLE_OF_NO_JOB'
  | 'PATH_REFUSED'
  | 'WORKSPACE_CHANGED'
  | 'WORKSPACE_BUSY'
  | 'PATCH_DOES_NOT_APPLY'
  | 'PATCH_OUT_OF_SCOPE'
  | 'APPLY_FAILED'
  | 'NOTHING_TO_REVERT'
  | 'SNAPSHOT_MISSING'
  | 'DISK_FULL'
  | 'COPY_FAILED'
  | 'CANCELLED'
  | 'INTERNAL';

/**
 * A refusal or failure a caller can act on: `message` says what happened, `next` what the person can do,
 * `paths` names the files it is about (workspace-relative, at most 50 are worth showing).
 */
export class RunnerError extends Error {
  readonly code: RunnerErrorCode;
  readonly next: string;
  readonly paths: readonly string[];

  constructor(code: RunnerErrorCode, message: string, next: string, paths: readonly string[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RunnerError';
    this.code = code;
    this.next = next;
    this.paths = paths;
  }
}
