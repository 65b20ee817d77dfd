import { RunnerError } from './runner-error.ts';

/** The errno name of a system error (`ENOENT`…), null for anything else. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** True when the disk or the person's quota is used up. */
export function isDiskFull(error: unknown): boolean {
  const errno = errnoOf(error);
  return errno === 'ENOSPC' || errno === 'EDQUOT' || errno === 'EFBIG';
}

/** A full disk as DISK_FULL; every other error as it is. `what` completes "The disk is full: … was not written." */
export function asDiskError(error: unknown, what: string): unknown {
  if (error instanceof RunnerError || !isDiskFull(error)) return error;
  return new RunnerError(
    'DISK_FULL',
    `The disk is full: ${what} was not written, and nothing half-written was left.`,
    'Free some space, then do it again.',
    [],
    error,
  );
}
