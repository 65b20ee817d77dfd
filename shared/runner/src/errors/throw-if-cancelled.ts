import { RunnerError } from './runner-error.ts';

/** Called between steps of long work, so that a cancel takes effect at the next safe point. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

export function cancelled(): RunnerError {
  return new RunnerError(
    'CANCELLED',
    'The work was cancelled.',
    'Nothing was left behind; start it again when you like.',
  );
}
