import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.ts';
import { DRILL_DOMAIN } from './drill-person.ts';

/** What drills that were broken off have left is older than this; a younger one may still go on. */
const LEFT_OVER = '10 minutes';

/** Takes away all that a drill has made, except what the audit trail says of it. With null, what earlier ones have left. */
export async function cleanUp(db: Database, user_id: string | null): Promise<void> {
  const whose =
    user_id === null
      ? sql`email LIKE ${`%@${DRILL_DOMAIN}`} AND created_at < now() - ${LEFT_OVER}::interval`
      : sql`id = ${user_id}`;
  const people = await db.execute<{ id: string }>(sql`SELECT id FROM users WHERE ${whose}`);
  for (const { id } of people) await db.transaction(async (tx) => remove(tx, id));
}

async function remove(tx: Pick<Database, 'execute'>, user: string): Promise<void> {
  const jobs = sql`(SELECT id FROM jobs WHERE user_id = ${user})`;
  await tx.execute(sql`DELETE FROM dynamic_configs WHERE key = ${`system.kill_switch.user:${user}`}`);
  await tx.execute(
    sql`DELETE FROM pgboss.job WHERE data->>'job_id' IN (SELECT id::text FROM jobs WHERE user_id = ${user})`,
  );
  await tx.execute(sql`DELETE FROM model_receipts WHERE chain_id IN ${jobs}`);
  await tx.execute(sql`DELETE FROM model_receipt_chains WHERE chain_id IN ${jobs}`);
  await tx.execute(sql`DELETE FROM model_calls WHERE call->>'user_id' = ${user}`);
  // No provider was asked, so there is nothing to pay: the ledger would say otherwise.
  for (const table of ['usage_ledger', 'quota_reservations', 'billing_checkpoint_records', 'jobs', 'projects']) {
    await tx.execute(sql`DELETE FROM ${sql.identifier(table)} WHERE user_id = ${user}`);
  }
  await tx.execute(sql`DELETE FROM users WHERE id = ${user}`);
}
