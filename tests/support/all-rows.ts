import { sql } from 'drizzle-orm';
import type { Database } from '@iama/server/db/connect';

/** Every row of every table of ours and of the queue, as text: for saying that nothing changed. */
export async function allRows(db: Database): Promise<Record<string, readonly string[]>> {
  const tables = await db.execute<{ name: string }>(sql`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND (table_schema = 'public' OR (table_schema = 'pgboss' AND table_name LIKE 'job%'))
    ORDER BY 1`);
  const rows: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const found = await db.execute<{ row: string }>(sql.raw(`SELECT t::text AS row FROM ${name} AS t ORDER BY 1`));
    rows[name] = found.map(({ row }) => row);
  }
  return rows;
}
