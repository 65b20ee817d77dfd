import { sql } from 'drizzle-orm';
import type { Database } from './connect.ts';

/** The newest migration the database has run; 0 when it has run none. Readiness compares it, and changes nothing. */
export async function schemaVersion(db: Database): Promise<number> {
  const [found] = await db.execute<{ present: boolean }>(
    sql`SELECT to_regclass('schema_migrations') IS NOT NULL AS present`,
  );
  if (!found?.present) return 0;
  const [row] = await db.execute<{ version: number }>(
    sql`SELECT coalesce(max(version), 0)::int AS version FROM schema_migrations`,
  );
  return row?.version ?? 0;
}
