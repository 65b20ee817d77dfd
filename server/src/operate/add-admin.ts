import { Password } from '@iama/contracts/auth/auth';
import type { AdminRole } from '@iama/contracts/admin/admin';
import { adminStore } from '../db/stores/admin-store.pg.ts';
import { argon2PasswordHasher } from '../integrations/crypto/argon2-password-hasher.ts';
import type { Operator } from './open-operator.ts';

/** Makes an admin. `typed`: the password, in its first line; it stands in no command line. The exit code. */
export async function addAdmin(
  { db, ids, clock, name }: Operator,
  { email, role }: { readonly email: string; readonly role: AdminRole },
  typed: string,
  say: (line: string) => void,
): Promise<number> {
  const password = Password.safeParse(typed.split(/\r?\n/, 1)[0]);
  if (!password.success) {
    say('The first line of the input has to be the password: 12 to 256 characters.');
    return 1;
  }
  const password_hash = await argon2PasswordHasher().hash(password.data);
  const admin = { id: ids.next(), email, password_hash, role, created_at: clock.now() };
  const made = await adminStore(db, ids).create(admin, name);
  say(made ? `${email} is an admin now: ${role}.` : `There is already an admin with the e-mail ${email}.`);
  return made ? 0 : 1;
}
