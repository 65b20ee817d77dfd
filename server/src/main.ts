/**
 * `npm start`: everything in one process, with a PostgreSQL of its own unless DATABASE_URL names one.
 *
 * The script passes --max-semi-space-size=8: loading the modules makes much short-lived garbage, for which V8 would
 * otherwise take, and keep, some 160 MB on a machine with much memory.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { announce, withdraw } from './announcement.ts';
import { compose } from './compose.ts';
import { contentsOf } from './contents-of.ts';
import type { Parts } from './compose.ts';
import { readConfig } from './config/read-config.ts';
import type { Config } from './config/read-config.ts';
import { EmbeddedPostgresError } from './db/embedded/embedded-postgres-error.ts';
import type { EmbeddedPostgres } from './db/embedded/start-embedded-postgres.ts';
import { readMigrations } from './db/migrate.ts';
import { explainStartFailure } from './explain-start-failure.ts';
import { greeting } from './greeting.ts';
import { readLastPort, writeLastPort } from './last-port.ts';
import { listen } from './listen.ts';
import { localAccount } from './local-account.ts';
import { migrateDatabase } from './migrate-database.ts';
import { jsonLog } from './observability/json-log.ts';
import type { JsonLog } from './observability/json-log.ts';
import { MIGRATIONS_DIR, ROOT } from './paths.ts';
import { say } from './say.ts';
import { readServerFile, removeServerFile, runningServer, writeServerFile } from './server-file.ts';
import { serving } from './serving.ts';
import { StartError } from './start-error.ts';
import type { StopPhase } from './stop-in-phases.ts';
import { stopInPhases } from './stop-in-phases.ts';
import { stopOnSignal } from './until-signal.ts';

const phases: StopPhase[] = [];

async function start(config: Config, log: JsonLog): Promise<void> {
  const { data_dir } = config;
  const twin = await runningServer(data_dir);
  if (twin) throw alreadyRunning(twin.url, twin.pid);

  let signals: ReturnType<typeof stopOnSignal> | null = null;
  let embedded: EmbeddedPostgres | null = null;
  if (!config.database) {
    say('Starting the database …');
    const { startEmbeddedPostgres } = await import('./db/embedded/start-embedded-postgres.ts');
    const server = await startEmbeddedPostgres({
      dataDir: data_dir,
      log: (line) => log.info({ part: 'database' }, line),
      onLost: (error) => {
        log.error({ error: String(error) }, 'The database server is lost');
        say('The database server died and cannot be started again; logs/postgres.log in the data folder says why.');
        signals?.stop('database lost', 1);
      },
    });
    embedded = server;
    phases.push({ name: 'database server', run: () => server.stop() });
    signals = stopOnSignal({ phases, log, say, force: () => process.kill(server.pid(), 'SIGQUIT') });
    const { applied } = await migrateDatabase(server.url);
    log.info({ applied }, 'The database is migrated');
  } else {
    signals = stopOnSignal({ phases, log, say });
  }

  const composed = await compose(await parts(config, embedded, log));
  phases.unshift(...composed.stop);
  const { http, auth } = composed;
  if (!http || !auth) throw new Error('Composed without the parts that serve');
  const account = config.database ? null : await localAccount(data_dir, auth);
  const url = await listen(http, config.host, config.port, await readLastPort(data_dir));
  await writeLastPort(data_dir, url);
  await writeServerFile(data_dir, { url, pid: process.pid });
  phases.unshift({ name: 'server file', run: () => removeServerFile(data_dir, process.pid) });
  if (data_dir === join(ROOT, '.iama')) {
    await announce(data_dir).catch((error: unknown) => log.warn({ error: String(error) }, 'Editors were not told'));
    phases.unshift({ name: 'announcement', run: () => withdraw(data_dir) });
  }
  log.info({ url }, 'Serving');
  say(greeting({ url, account }));
}

async function parts(config: Config, embedded: EmbeddedPostgres | null, log: JsonLog): Promise<Parts> {
  const database = config.database ?? (embedded && { url: embedded.url, direct_url: embedded.url, pooled: false });
  if (!database) throw new Error('There is neither a database of our own nor another');
  const expected_schema = (await readMigrations(MIGRATIONS_DIR)).length;
  const { database_connections: connections, models } = config;
  const contents = contentsOf(config);
  return { database, connections, expected_schema, log, contents, models, serve: await serving(config), work: true };
}

function alreadyRunning(url: string, pid: number): StartError {
  return new StartError(`IAMA is already running at ${url} (process ${pid}).`, 'Use that one, or stop it first.');
}

/** The lock of the data folder knows of a twin that does not serve yet, or that was asked while it is stopping. */
async function nameTwin(error: unknown, data_dir: string): Promise<unknown> {
  if (!(error instanceof EmbeddedPostgresError) || error.reason !== 'in_use') return error;
  const twin = await readServerFile(data_dir).catch(() => null);
  return twin ? alreadyRunning(twin.url, twin.pid) : error;
}

let log: JsonLog | null = null;
let data_dir = '';
try {
  const config = readConfig(process.env, ROOT);
  ({ data_dir } = config);
  await mkdir(data_dir, { recursive: true, mode: 0o700 });
  log = jsonLog(config.log_level, join(data_dir, 'logs', 'server.log'));
  await start(config, log);
} catch (error) {
  process.stderr.write(`\n${explainStartFailure(await nameTwin(error, data_dir))}\n`);
  if (log) {
    log.error({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }, 'Did not start');
    await stopInPhases(phases, log);
    log.flush();
  }
  process.exit(1);
}
