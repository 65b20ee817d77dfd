import type { AuthDeps } from './auth-deps.ts';

/** Ends the session; access tokens that are out run for up to 15 minutes more. */
export async function logOut(deps: AuthDeps, input: { refresh_token: string }): Promise<void> {
  await deps.accounts.endSession(deps.secrets.hash(input.refresh_token), deps.clock.now());
}
