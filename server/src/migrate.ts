/** `npm run migrate`: brings the database of DATABASE_URL forward. A step of its own, before a new version is started. */
import { askSchemaVersion } from './ask-schema-version.ts';
import { readConfig } from './config/read-config.ts';
import { connect } from './db/connect.ts';
import { explainStartFailure } from './explain-start-failure.ts';
import { migrateDatabase } from './migrate-database.ts';
import { ROOT } from './paths.ts';
import { say } from './say.ts';
import { StartError } from './start-error.ts';

try {
  const { database } = readConfig(process.env, ROOT);
  if (!database) {
    throw new StartError('There is no DATABASE_URL.', '`npm start` migrates its own database; this is for other ones.');
  }
  const connection = connect(database.direct_url, { max: 1, application: 'iama-migrate' });
  try {
    await askSchemaVersion(connection.db);
  } finally {
    await connection.close();
  }
  const { applied, version } = await migrateDatabase(database.direct_url);
  for (const name of applied) say(`applied ${name}`);
  say(`The database is at migration ${version}.`);
} catch (error) {
  process.stderr.write(`\n${explainStartFailure(error)}\n`);
  process.exit(1);
}
