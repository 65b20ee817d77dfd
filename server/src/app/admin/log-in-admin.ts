import type { AdminSession } from '@iama/contracts/admin/admin';
import { AppError } from '../app-error.ts';
import type { AuthDeps } from '../auth/auth-deps.ts';
import { presentAdmin } from './admin.ts';

const LIFETIME_MS = 8 * 3_600_000;

/** INVALID_CREDENTIALS, whichever of the two is wrong, after the same time. */
export async function logInAdmin(
  { admins, passwords, secrets, ids, clock }: AuthDeps,
  input: { email: string; password: string },
): Promise<AdminSession> {
  const admin = await admins.findByEmail(input.email);
  const right = admin
    ? await passwords.verify(input.password, admin.password_hash)
    : await passwords.verifyNothing(input.password);
  if (!admin || !right) throw new AppError('INVALID_CREDENTIALS');
  const token = secrets.next();
  const created_at = clock.now();
  const expires_at = new Date(created_at.getTime() + LIFETIME_MS);
  await admins.openSession({
    id: ids.next(),
    admin_id: admin.id,
    token_hash: secrets.hash(token),
    created_at,
    expires_at,
  });
  return { admin: presentAdmin(admin), token, expires_at: expires_at.toISOString() };
}
