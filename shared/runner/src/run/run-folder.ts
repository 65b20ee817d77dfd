import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDiskError, errnoOf } from '../errors/disk-error.ts';
import { RunnerError } from '../errors/runner-error.ts';
import { removeContainersOf } from '../sandbox/docker/remove-containers.ts';
import { killTree } from './kill-tree.ts';
import { isAlive, thisProcess } from './process-identity.ts';

/** A temporary place for one run, outside every repository. Its name says whose it is, so that a crash leaves no secret. */
export interface RunFolder {
  readonly id: string;
  readonly path: string;
  /** In the environment of every process of the run. */
  readonly mark: string;
  remove(): Promise<void>;
}

const NAME = /^run-(\d+)-(\d+|x)-[0-9a-f]{12}$/;

/** Make one; folders of crashed processes are removed first. Throws DISK_FULL or COPY_FAILED. */
export async function makeRunFolder(): Promise<RunFolder> {
  await sweepRunFolders();
  const { pid, started } = thisProcess();
  const id = `run-${pid}-${started ?? 'x'}-${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(parent(), { recursive: true, mode: 0o700 });
    const path = join(await realpath(parent()), id);
    await mkdir(path, { mode: 0o700 });
    return { id, path, mark: markOf(id), remove: () => removeFolder(path) };
  } catch (error) {
    const known = asDiskError(error, 'the copy of the workspace');
    if (known instanceof RunnerError) throw known;
    throw new RunnerError(
      'COPY_FAILED',
      `No temporary folder could be made in ${tmpdir()}: ${error instanceof Error ? error.message : String(error)}`,
      'Make that folder writable, or set TMPDIR to one that is.',
      [],
      error,
    );
  }
}

/** Remove what crashed runs of this user left: their processes and their folders. Living runs are left alone. */
export async function sweepRunFolders(): Promise<readonly string[]> {
  const names = await readdir(parent()).catch(() => []);
  const swept: string[] = [];
  for (const name of names) {
    const [, pid, started] = NAME.exec(name) ?? [];
    if (pid === undefined || started === undefined) continue;
    if (isAlive({ pid: Number(pid), started: started === 'x' ? null : started })) continue;
    await killTree(null, markOf(name));
    await removeContainersOf(join(parent(), name), name);
    await removeFolder(join(parent(), name)).catch(() => undefined);
    swept.push(name);
  }
  return swept;
}

function parent(): string {
  return join(tmpdir(), `iama-runs-${process.getuid?.() ?? 'user'}`);
}

function markOf(id: string): string {
  return `IAMA_RUN=${id}`;
}

async function removeFolder(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    if (errnoOf(error) !== 'EACCES' && errnoOf(error) !== 'EPERM') throw error;
    // A test made folders that even their owner may not empty.
    await openUp(path);
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await openUp(join(folder, entry.name));
  }
}
