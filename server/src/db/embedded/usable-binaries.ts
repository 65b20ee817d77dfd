import { chmod, cp, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Account } from './account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { binariesIn } from './locate-binaries.ts';
import type { Binaries } from './locate-binaries.ts';
import { privatePlace } from './private-place.ts';
import { runAs } from './run-as.ts';
import type { Outcome } from './run-as.ts';

/**
 * The programs, where the account can run them: as installed, or as a copy when they are below a folder that is
 * closed to the account. Whether they run is found by running one, which also finds missing libraries.
 */
export async function usableBinaries(installed: Binaries, account: Account | null): Promise<Binaries> {
  const probe = await runAs(account, installed.initdb, ['--version']);
  if (probe.code === 0) return installed;
  if (!account || !isClosed(probe)) throw broken(probe);
  const copy = await copyBinaries(installed);
  const second = await runAs(account, copy.initdb, ['--version']);
  if (second.code === 0) return copy;
  throw broken(second);
}

/** 126 and 127 with "Permission denied" come from the loader, when a library is closed to the account. */
function isClosed(probe: Outcome): boolean {
  return probe.spawn_error === 'EACCES' || /permission denied|cannot open shared object/i.test(probe.output);
}

async function copyBinaries(installed: Binaries): Promise<Binaries> {
  const place = join(privatePlace(installed.native_dir), `postgresql-${installed.version}`);
  const copy = binariesIn(place, installed.version);
  if (await lstat(place).catch(() => null)) return copy;
  const half_done = `${place}.new-${randomUUID()}`;
  try {
    await mkdir(dirname(place), { recursive: true, mode: 0o755 });
    await cp(installed.native_dir, half_done, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => extname(source) !== '.a',
    });
    await openForReading(half_done);
    // Under its final name it is complete, or it is not there: a kill in between leaves only a folder nobody uses.
    await rename(half_done, place).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(half_done, { recursive: true, force: true });
  }
  return copy;
}

/** An install under a strict umask gives files nobody else may read. */
async function openForReading(dir: string): Promise<void> {
  await chmod(dir, 0o755);
  for (const entry of await readdir(dir, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await lstat(path);
    await chmod(path, entry.isDirectory() || (mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

function broken(probe: Outcome): EmbeddedPostgresError {
  const said = probe.output.trim() || probe.spawn_error || `exit code ${probe.code}`;
  return new EmbeddedPostgresError(
    'binaries_broken',
    `The PostgreSQL programs that npm installed do not run on this machine: ${said}`,
    'They need glibc (Debian, Ubuntu, Fedora …; not Alpine) and a file system that may execute programs. ' +
      'Elsewhere set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
  );
}
