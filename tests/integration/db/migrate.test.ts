import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@iama/server/db/connect';
import { migrate, readMigrations } from '@iama/server/db/migrate';
import { schemaVersion } from '@iama/server/db/schema-version';
import { freshDatabase, MIGRATIONS } from '../../support/postgres.ts';
import type { TestDatabase } from '../../support/postgres.ts';

describe('migrations', () => {
  let database: TestDatabase;
  let directory: string;
  let newest: number;

  beforeEach(async () => {
    database = await freshDatabase({ migrated: false });
    directory = await mkdtemp(join(tmpdir(), 'iama-migrations-'));
    await cp(MIGRATIONS, directory, { recursive: true });
    newest = (await readMigrations(MIGRATIONS)).length;
  });

  afterEach(async () => {
    await database.drop();
    await rm(directory, { recursive: true });
  });

  async function version(): Promise<number> {
    const connection = connect(database.url, { max: 1, application: 'iama-test' });
    try {
      return await schemaVersion(connection.db);
    } finally {
      await connection.close();
    }
  }

  it('run once, each in its order', async () => {
    assert.equal(await version(), 0);
    const first = await migrate(database.url, directory);
    assert.equal(first.applied[0], '0001_spine.sql');
    assert.equal(first.version, newest);
    assert.deepEqual(await migrate(database.url, directory), { applied: [], version: newest });
    assert.equal(await version(), newest);
  });

  it('wait for each other when several start at once', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => migrate(database.url, directory)));
    assert.equal(runs.flatMap(({ applied }) => applied).length, newest);
  });

  it('leave nothing of one that fails, and go on from there when it is corrected', async () => {
    const broken = join(directory, `${String(newest + 1).padStart(4, '0')}_broken.sql`);
    await writeFile(broken, 'CREATE TABLE half (id int); SELECT no_such_function();');
    await assert.rejects(migrate(database.url, directory), /no_such_function/);
    assert.equal(await version(), newest);
    await writeFile(broken, 'CREATE TABLE half (id int);');
    assert.equal((await migrate(database.url, directory)).applied.length, 1);
  });

  it('refuse a file that was changed after it ran', async () => {
    await migrate(database.url, directory);
    await writeFile(join(directory, '0001_spine.sql'), 'SELECT 1;');
    await assert.rejects(migrate(database.url, directory), /changed after it ran/);
  });

  it('refuse a database that is ahead of them', async () => {
    const next = join(directory, `${String(newest + 1).padStart(4, '0')}_next.sql`);
    await writeFile(next, 'SELECT 1;');
    await migrate(database.url, directory);
    await rm(next);
    await assert.rejects(migrate(database.url, directory), /does not know/);
  });

  it('refuse numbers with a gap', async () => {
    await writeFile(join(directory, '9000_far.sql'), 'SELECT 1;');
    await assert.rejects(migrate(database.url, directory), /should have number/);
  });
});
