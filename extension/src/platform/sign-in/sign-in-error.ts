import { ApiError } from '@iama/client/api-error';

/** Why a sign-in did not work, as whole sentences. Of an error only name and message come through the editor. */
export class SignInError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SignInError';
  }
}

export function asSignInError(error: unknown): unknown {
  return error instanceof ApiError ? new SignInError(`${error.message} ${error.next}`, error) : error;
}

/** The sentences, when this is what came back through the editor; null for a person who did not want to. */
export function whyNotSignedIn(error: unknown): string | null {
  return error instanceof Error && error.name === 'SignInError' ? error.message : null;
}
