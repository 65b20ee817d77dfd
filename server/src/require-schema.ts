import { askSchemaVersion } from './ask-schema-version.ts';
import type { Connection } from './db/connect.ts';
import { StartError } from './start-error.ts';

/** A database that this version was not made for is not touched. Rejects with StartError. */
export async function requireSchema(connection: Connection, expected: number): Promise<void> {
  const found = await askSchemaVersion(connection.db);
  if (found === expected) return;
  throw new StartError(
    `The database is at migration ${found}; this version needs ${expected}.`,
    found < expected ? 'Run `npm run migrate` first.' : 'Update IAMA: another installation has moved the database on.',
  );
}
