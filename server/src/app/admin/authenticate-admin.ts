import type { AdminRole } from '@iama/contracts/admin/admin';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from '../auth/auth-deps.ts';
import { bearerOf } from '../auth/bearer-of.ts';
import { presentAdmin } from './admin.ts';
import type { Admin } from './admin.ts';

/** Which admin an `Authorization` header speaks for. UNAUTHENTICATED; ADMIN_ROLE_DENIED when it is one of another role. */
export async function authenticateAdmin(
  { admins, secrets, clock }: Pick<AuthDeps, 'admins' | 'secrets' | 'clock'>,
  authorization: string | undefined,
  roles: readonly AdminRole[] | undefined,
): Promise<Admin> {
  const token = bearerOf(authorization);
  if (token === null) throw new AppError('UNAUTHENTICATED');
  const token_hash = secrets.hash(token);
  const found = await admins.ofSession(token_hash, clock.now());
  if (found === null) throw new AppError('UNAUTHENTICATED', 'This is no session of an admin, or it is over.');
  if (roles && !roles.includes(found.role)) {
    throw new AppError('ADMIN_ROLE_DENIED', `This is for ${roles.join(' and ')}; you are ${found.role}.`);
  }
  return { admin_id: found.id, role: found.role, account: presentAdmin(found), token_hash };
}
