import type { AuthDeps } from './auth-deps.ts';

/**
 * Sees to it that these credentials work: makes the account, or gives it this password. For the first account of a
 * local start, whose credentials stand in a file of the data folder.
 */
export async function ensureAccount(deps: AuthDeps, credentials: { email: string; password: string }): Promise<void> {
  const { accounts, passwords, ids, clock } = deps;
  const found = await accounts.findByEmail(credentials.email);
  if (found && (await passwords.verify(credentials.password, found.password_hash))) return;
  const password_hash = await passwords.hash(credentials.password);
  const now = clock.now();
  if (found) return accounts.setPassword(found.id, password_hash, now);
  await accounts.create(
    { id: ids.next(), org_id: ids.next(), email: credentials.email, password_hash, tier: 'FREE', created_at: now },
    null,
  );
}
