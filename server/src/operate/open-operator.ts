import type { ContentStore } from '../app/ports/content-store.ts';
import { userInfo } from 'node:os';
import type { PgBoss } from 'pg-boss';
import type { Config } from '../config/read-config.ts';
import { connect } from '../db/connect.ts';
import type { Database } from '../db/connect.ts';
import { readMigrations } from '../db/migrate.ts';
import { openQueue } from '../db/queue/open-queue.ts';
import { queueIn } from '../db/queue/queue-in.ts';
import { pgStore } from '../db/store.pg.ts';
import type { Log } from '../app/ports/log.ts';
import type { Store } from '../app/ports/store.ts';
import { MIGRATIONS_DIR } from '../paths.ts';
import { requireSchema } from '../require-schema.ts';
import { systemClock, systemIds } from '../system.ts';

/** The database as an operator has it: everything that may be written, and nobody who works. */
export interface Operator {
  readonly store: Store;
  readonly db: Database;
  readonly boss: PgBoss;
  readonly contents: ContentStore;
  readonly clock: typeof systemClock;
  readonly ids: typeof systemIds;
  /** Whoever is signed in at this machine. */
  readonly name: string;
  close(): Promise<void>;
}

/** Rejects with StartError when the database does not answer or is of another version. */
export async function openOperator(
  database: NonNullable<Config['database']>,
  contents: ContentStore,
): Promise<Operator> {
  const connection = connect(database.url, { pooled: database.pooled, max: 6, application: 'iama-operate' });
  try {
    await requireSchema(connection, (await readMigrations(MIGRATIONS_DIR)).length);
    const boss = await openQueue({ direct_url: database.direct_url, works: false, max_connections: 2 }, QUIET);
    return {
      store: pgStore(connection.db, queueIn(boss), contents),
      contents,
      db: connection.db,
      boss,
      clock: systemClock,
      ids: systemIds,
      name: operatorsName(),
      async close() {
        await boss.stop({ graceful: false });
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** What an operator has to know is printed. */
export const QUIET: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** An account without a line in the password file has none. */
function operatorsName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
