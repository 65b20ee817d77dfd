import { chmod, mkdir, realpath, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseAccount } from './choose-account.ts';
import { newPassword, readDatabaseSettings, writeDatabaseSettings } from './database-settings.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { ensureDatabase } from './ensure-database.ts';
import { explainFileError } from './explain-failure.ts';
import { freePort } from './free-port.ts';
import { hydrateLibraries } from './hydrate-libraries.ts';
import { clusterVersion, initCluster, refuseOtherVersion } from './init-cluster.ts';
import { locateBinaries } from './locate-binaries.ts';
import { ownDataDir } from './own-data-dir.ts';
import { placeCluster, rememberedCluster } from './place-cluster.ts';
import type { PostmasterOptions } from './postmaster.ts';
import { settleOrphan } from './settle-orphan.ts';
import { supervisePostmaster } from './supervise-postmaster.ts';
import { usableBinaries } from './usable-binaries.ts';

const LOG_LIMIT_BYTES = 8 * 1024 * 1024;

export interface EmbeddedPostgresOptions {
  /** Made if it is missing. Everything is kept here, or is found from here. */
  readonly dataDir: string;
  /** Lines for the log, one fact each. */
  readonly log: (line: string) => void;
  /** The server died and could not be brought back; nothing will work any more. */
  readonly onLost?: (error: unknown) => void;
}

export interface EmbeddedPostgres {
  /** `postgres://…` with the password in it: do not log it. */
  readonly url: string;
  /** Of the server as it runs now; another one after it died and was started again. */
  readonly pid: () => number;
  /** Stops the server in order. A second call waits for the first. */
  readonly stop: () => Promise<void>;
}

/**
 * Brings up a PostgreSQL server for one data folder, from any state an earlier start or kill left it in.
 * Throws EmbeddedPostgresError; then nothing runs and nothing that was stored is touched.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  let data_dir = options.dataDir;
  try {
    data_dir = await makeDataDir(data_dir);
    const owned = ownDataDir(data_dir);
    try {
      return await bringUp(data_dir, options, owned.release);
    } catch (error) {
      owned.release();
      throw error;
    }
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? error : explainFileError(error, data_dir);
  }
}

async function bringUp(
  data_dir: string,
  { log, onLost }: EmbeddedPostgresOptions,
  release: () => void,
): Promise<EmbeddedPostgres> {
  const installed = await locateBinaries();
  await hydrateLibraries(installed);
  const saved = await readDatabaseSettings(data_dir);
  const known_dir = await rememberedCluster(data_dir, saved);
  const account = await chooseAccount(known_dir ?? join(data_dir, 'postgres'));
  const binaries = await usableBinaries(installed, account);
  const cluster_dir = known_dir ?? (await placeCluster(data_dir, account));
  const version = await clusterVersion(cluster_dir);
  if (version !== null) {
    refuseOtherVersion(version, binaries, cluster_dir);
    if (!saved) throw settingsLost(data_dir, cluster_dir);
    const settled = await settleOrphan(cluster_dir);
    if (settled !== 'nothing_left') log(`an earlier start was cut off: ${settled}`);
  }

  const password = saved?.password ?? newPassword();
  const port = await freePort(saved?.port ?? null);
  const settings = { port, password, cluster_dir, made_for: data_dir };
  // Before the cluster is made: a cluster whose password nobody knows would be lost.
  await writeDatabaseSettings(data_dir, settings);
  if (version === null) {
    log(`making a new database in ${cluster_dir}`);
    await initCluster({ binaries, account, cluster_dir, password });
  }

  const log_file = join(data_dir, 'logs', 'postgres.log');
  await turnLog(log_file);
  const server: PostmasterOptions = { binaries, account, cluster_dir, port, log_file };
  const postmaster = await supervisePostmaster(server, { log, ...(onLost ? { onLost } : {}) });
  try {
    if (postmaster.port !== port) await writeDatabaseSettings(data_dir, { ...settings, port: postmaster.port });
    const url = await ensureDatabase(postmaster.port, password);
    log(`database is up on 127.0.0.1:${postmaster.port}`);
    return { url, pid: postmaster.pid, stop: () => postmaster.stop().finally(release) };
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
}

/** When root starts us, the server's account has to pass through the folder. It sees nothing there: all files are 600. */
async function makeDataDir(dir: string): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const real = await realpath(dir);
  if (process.getuid?.() === 0) await chmod(real, (await stat(real)).mode | 0o011);
  await mkdir(join(real, 'logs'), { recursive: true, mode: 0o700 });
  return real;
}

async function turnLog(log_file: string): Promise<void> {
  const size = await stat(log_file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(log_file, `${log_file}.1`);
}

function settingsLost(data_dir: string, cluster_dir: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'settings_lost',
    `There is a database in ${cluster_dir}, but ${join(data_dir, 'database.json')} with its password is gone.`,
    'Restore that file from a copy. To begin anew, move the data folder away.',
  );
}
