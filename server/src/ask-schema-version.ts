import type { Database } from './db/connect.ts';
import { schemaVersion } from './db/schema-version.ts';
import { StartError } from './start-error.ts';

/** The newest migration that the database has run: the first question to a database. Throws StartError. */
export async function askSchemaVersion(db: Database): Promise<number> {
  try {
    return await schemaVersion(db);
  } catch (cause) {
    throw new StartError(
      'The database does not answer as it should.',
      'Check DATABASE_URL, and that the server is up and lets this machine in.',
      cause,
    );
  }
}
