import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';

/** The database and the migration files do not go together. Nothing was changed. */
export class MigrationError extends Error {
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.name = 'MigrationError';
    this.next = next;
  }
}

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sha256: string;
  readonly sql: string;
}

/** Any constant does, as long as everybody who migrates takes the same one. */
const MIGRATION_LOCK = 4_262_001;

/**
 * Brings the database forward to the newest migration, each in a transaction of its own with its row in
 * `schema_migrations`. Two that run at once wait for each other. A file that was changed after it ran, or a database
 * that is ahead of these files, is refused: nothing is guessed, nothing is undone.
 */
export async function migrate(direct_url: string, directory: string): Promise<{ applied: string[]; version: number }> {
  const migrations = await readMigrations(directory);
  const sql = postgres(direct_url, { max: 1, onnotice: () => undefined });
  try {
    // Even IF NOT EXISTS collides in the catalogue when two do it at once, so it waits like everything else.
    await sql.begin(async (tx) => {
      await tx`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`;
      await tx`CREATE TABLE IF NOT EXISTS schema_migrations (
        version integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;
    });
    const applied: string[] = [];
    for (const migration of migrations) {
      // The lock is the transaction's: it cannot be left behind, whatever happens to this process.
      const fresh = await sql.begin(async (tx) => {
        await tx`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`;
        return applyOne(tx, migration, migrations.length);
      });
      if (fresh) applied.push(migration.name);
    }
    return { applied, version: migrations.length };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Migrations of a directory, `0001_name.sql` and on, without gaps. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql')).toSorted();
  return Promise.all(
    files.map(async (file, index) => {
      const version = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
      if (version !== index + 1) throw new Error(`Migration ${file} should have number ${index + 1}`);
      const sql = await readFile(join(directory, file), 'utf8');
      return { version, name: file, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function applyOne(tx: postgres.TransactionSql, migration: Migration, newest: number): Promise<boolean> {
  const rows = await tx<{ version: number; name: string; sha256: string }[]>`
    SELECT version, name, sha256 FROM schema_migrations WHERE version = ${migration.version} OR version > ${newest}`;
  const ahead = rows.find((row) => row.version > newest);
  if (ahead)
    throw new MigrationError(
      `The database has migration ${ahead.name}, which this version does not know.`,
      'Update IAMA.',
    );
  const done = rows[0];
  if (done && done.sha256 !== migration.sha256) {
    throw new MigrationError(
      `Migration ${migration.name} was changed after it ran.`,
      'Restore the file and add a new migration.',
    );
  }
  if (done) return false;
  await tx.unsafe(migration.sql);
  await tx`INSERT INTO schema_migrations (version, name, sha256)
    VALUES (${migration.version}, ${migration.name}, ${migration.sha256})`;
  return true;
}
