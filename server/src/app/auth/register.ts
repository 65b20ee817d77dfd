import type { Session } from '@iama/contracts/auth/auth';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from './auth-deps.ts';
import { freshToken, issueTokens } from './issue-tokens.ts';
import { actorOf, presentUser } from './present-user.ts';

/** Makes an account with an organisation of its own, and signs in. EMAIL_TAKEN. */
export async function register(deps: AuthDeps, input: { email: string; password: string }): Promise<Session> {
  const account = {
    id: deps.ids.next(),
    org_id: deps.ids.next(),
    email: input.email,
    password_hash: await deps.passwords.hash(input.password),
    tier: 'FREE',
    created_at: deps.clock.now(),
  } as const;
  const fresh = freshToken(deps);
  const session = { ...fresh.record, session_id: deps.ids.next(), user_id: account.id };
  if (!(await deps.accounts.create(account, session))) throw new AppError('EMAIL_TAKEN');
  return { user: presentUser(account), tokens: await issueTokens(deps, actorOf(account), fresh) };
}
