import type { Config } from '../config/read-config.ts';
import { readDatabaseSettings } from '../db/embedded/database-settings.ts';
import { embeddedUrl } from '../db/embedded/ensure-database.ts';
import { StartError } from '../start-error.ts';

/** The database that the server works on: the one of DATABASE_URL, or that of the data folder, which `npm start` runs. */
export async function findDatabase({ database, data_dir }: Config): Promise<NonNullable<Config['database']>> {
  if (database) return database;
  const settings = await readDatabaseSettings(data_dir);
  if (!settings) {
    throw new StartError(
      `There is no database in ${data_dir}, and no DATABASE_URL.`,
      'Set DATABASE_URL as the server has it, or IAMA_DATA_DIR to its data folder.',
    );
  }
  const url = embeddedUrl(settings.port, settings.password);
  return { url, direct_url: url, pooled: false };
}
