import { randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { explainFailure } from './explain-failure.ts';
import type { Binaries } from './locate-binaries.ts';
import { runAs } from './run-as.ts';

export const SUPERUSER = 'iama';

interface NewCluster {
  readonly binaries: Binaries;
  readonly account: Account | null;
  readonly cluster_dir: string;
  readonly password: string;
}

/** The cluster's major version, or null when there is no cluster yet. */
export async function clusterVersion(cluster_dir: string): Promise<string | null> {
  return readFile(join(cluster_dir, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    },
  );
}

/**
 * Makes a cluster. It is built beside its place and moved there when it is whole, so a kill in the middle leaves a
 * folder that the next start sweeps away, and never half a cluster.
 */
export async function initCluster({ binaries, account, cluster_dir, password }: NewCluster): Promise<void> {
  await sweepHalfDone(cluster_dir);
  const half_done = `${cluster_dir}.new-${randomUUID()}`;
  const password_file = `${half_done}.password`;
  try {
    await mkdir(half_done, { mode: 0o700 });
    await writeFile(password_file, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (account) {
      await chown(half_done, account.uid, account.gid);
      await chown(password_file, account.uid, account.gid);
    }
    const made = await runAs(account, binaries.initdb, [
      `--pgdata=${half_done}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${password_file}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own C.UTF-8: the same order of text whatever the machine's C library knows.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ]);
    if (made.code !== 0) {
      throw explainFailure('The database could not be made', made.output || (made.spawn_error ?? ''), cluster_dir);
    }
    await rename(half_done, cluster_dir);
  } finally {
    await rm(password_file, { force: true });
    await rm(half_done, { recursive: true, force: true });
  }
}

export function refuseOtherVersion(found: string, binaries: Binaries, cluster_dir: string): void {
  const [major] = binaries.version.split('.');
  if (found === major) return;
  throw new EmbeddedPostgresError(
    'version_mismatch',
    `The database in ${cluster_dir} was made by PostgreSQL ${found}; the installed programs are ${major}.`,
    'Install the release of IAMA that made it, or move the data folder away to begin anew.',
  );
}

async function sweepHalfDone(cluster_dir: string): Promise<void> {
  const parent = dirname(cluster_dir);
  for (const name of await readdir(parent)) {
    if (name.startsWith(`${basename(cluster_dir)}.new-`))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}
