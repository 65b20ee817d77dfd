import type { eq } from 'drizzle-orm';
import type { AccountRecord } from '../../app/ports/account-store.ts';
import type { Executor } from '../executor.ts';
import { users } from '../schema/users.ts';

export async function findAccount(db: Executor, where: ReturnType<typeof eq>): Promise<AccountRecord | null> {
  const [row] = await db.select().from(users).where(where);
  if (!row) return null;
  const { updated_at: _, ...account } = row;
  return account;
}
