import type { Session } from '@iama/contracts/auth/auth';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from './auth-deps.ts';
import { freshToken, issueTokens } from './issue-tokens.ts';
import { actorOf, presentUser } from './present-user.ts';

/** INVALID_CREDENTIALS, whichever of the two is wrong, after the same time. */
export async function logIn(deps: AuthDeps, input: { email: string; password: string }): Promise<Session> {
  const account = await deps.accounts.findByEmail(input.email);
  const right = account
    ? await deps.passwords.verify(input.password, account.password_hash)
    : await deps.passwords.verifyNothing(input.password);
  if (!account || !right) throw new AppError('INVALID_CREDENTIALS');
  const fresh = freshToken(deps);
  await deps.accounts.openSession({ ...fresh.record, session_id: deps.ids.next(), user_id: account.id });
  return { user: presentUser(account), tokens: await issueTokens(deps, actorOf(account), fresh) };
}
