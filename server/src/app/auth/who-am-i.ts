import type { User } from '@iama/contracts/auth/auth';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from './auth-deps.ts';
import { presentUser } from './present-user.ts';

export async function whoAmI(deps: Pick<AuthDeps, 'accounts'>, actor: Actor): Promise<User> {
  const account = await deps.accounts.find(actor.user_id);
  // A token outlives its account by up to 15 minutes.
  if (!account) throw new AppError('UNAUTHENTICATED');
  return presentUser(account);
}
