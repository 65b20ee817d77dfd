import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '@iama/server/db/embedded/start-embedded-postgres';
import { migrate } from '@iama/server/db/migrate';
import { installQueue } from '@iama/server/db/queue/install-queue';
import { passableFolder } from '../support/passable-folder.ts';

export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/** A database of the product's own kind with its normal durability, in a folder that is removed at the end. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await passableFolder('iama-load-');
  try {
    const server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
    try {
      await migrate(server.url, MIGRATIONS);
      await installQueue(server.url);
      return await work(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
