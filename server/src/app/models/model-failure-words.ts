import type { ModelFailure } from './model-failure.ts';

/** What went wrong, what the endpoint itself said of it, and what a person can do. */
export function modelFailureWords({ message, said, next }: ModelFailure): string {
  return `${message}${said === null ? '' : ` It said: ${said}`} ${next}`;
}
