import { migrate } from './db/migrate.ts';
import { MIGRATIONS_DIR } from './paths.ts';

/** Brings our tables and the queue's forward. Running it twice, or twice at once, does no harm. */
export async function migrateDatabase(direct_url: string): Promise<{ applied: string[]; version: number }> {
  const done = await migrate(direct_url, MIGRATIONS_DIR);
  const { installQueue } = await import('./db/queue/install-queue.ts');
  await installQueue(direct_url);
  return done;
}
