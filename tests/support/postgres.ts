import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '@iama/server/db/embedded/start-embedded-postgres';
import { migrate } from '@iama/server/db/migrate';
import { installQueue } from '@iama/server/db/queue/install-queue';
import postgres from 'postgres';
import { passableFolder } from './passable-folder.ts';

export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/** A database of its own for one test file. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

interface TestServer {
  readonly url: string;
  /** Migrated, with the queue installed, and nobody connected: what each test database is copied from. */
  readonly template: string;
  stop(): Promise<void>;
}

/** One server for the whole run; where files run side by side, each worker uses the one that the run has started. */
let server: Promise<TestServer> | undefined;

/** How a worker finds that server: its `url` and `template`, as JSON. */
const STARTED = 'IAMA_TEST_SERVER';

/** A fresh, migrated database. With DATABASE_URL_TEST it is made on that server, else on one of our own. */
export async function freshDatabase(options: { migrated: boolean } = { migrated: true }): Promise<TestDatabase> {
  server ??= startServer();
  const { url, template } = await server;
  const name = `iama_test_${randomBytes(6).toString('hex')}`;
  await admin(url, (sql) =>
    options.migrated ? sql`CREATE DATABASE ${sql(name)} TEMPLATE ${sql(template)}` : sql`CREATE DATABASE ${sql(name)}`,
  );
  return {
    url: withDatabaseName(url, name),
    drop: () => admin(url, (sql) => sql`DROP DATABASE IF EXISTS ${sql(name)} WITH (FORCE)`),
  };
}

/** What a test that failed half-way has left open, so that the run ends all the same. */
export const leftOpen = new Set<() => Promise<void>>();

/** mocha calls this before the first test, and sets no time-out: a busy machine takes its time to start a server. */
export async function mochaGlobalSetup(): Promise<void> {
  server ??= startServer();
  const { url, template } = await server;
  process.env[STARTED] = JSON.stringify({ url, template });
}

/** mocha calls this after the last test, once for the whole run. */
export async function mochaGlobalTeardown(): Promise<void> {
  await (await server)?.stop();
}

/** mocha calls these in the process where tests run: after all of them, or side by side, after each file. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    for (const close of leftOpen) await close();
    leftOpen.clear();
  },
};

async function startServer(): Promise<TestServer> {
  const started = process.env[STARTED];
  if (started !== undefined)
    return { ...(JSON.parse(started) as Omit<TestServer, 'stop'>), stop: () => Promise.resolve() };
  const given = process.env['DATABASE_URL_TEST'];
  const host = given === undefined ? await startOwn() : { url: given, stop: () => Promise.resolve() };
  const { url } = host;
  const template = `iama_template_${randomBytes(4).toString('hex')}`;
  await admin(url, (sql) => sql`CREATE DATABASE ${sql(template)}`);
  const template_url = withDatabaseName(url, template);
  await migrate(template_url, MIGRATIONS);
  await installQueue(template_url);
  return {
    url,
    template,
    async stop() {
      await admin(url, (sql) => sql`DROP DATABASE IF EXISTS ${sql(template)} WITH (FORCE)`);
      await host.stop();
    },
  };
}

async function startOwn(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await passableFolder('iama-test-');
  const own = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  // Nothing here has to survive a power cut.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await admin(own.url, (sql) => sql.unsafe(`ALTER SYSTEM SET ${setting} = off`));
  }
  await admin(own.url, (sql) => sql`SELECT pg_reload_conf()`);
  return {
    url: own.url,
    async stop() {
      await own.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function admin(url: string, work: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(withDatabaseName(url, 'postgres'), { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

function withDatabaseName(url: string, name: string): string {
  const renamed = new URL(url);
  renamed.pathname = `/${name}`;
  return renamed.href;
}
