import { chmod, copyFile, mkdir, readlink, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { asDiskError } from '../errors/disk-error.ts';
import { RunnerError } from '../errors/runner-error.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { isInside } from '../apply/open-site.ts';
import type { FileEntry } from '../workspace/file-entry.ts';
import { listFiles } from '../workspace/list-files.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { linkDependencies } from './link-dependencies.ts';

const CONCURRENT_COPIES = 16;

/**
 * A copy of everything git tracks or does not ignore, with installed dependencies linked in. The bytes are the copy's own:
 * whatever a test writes to a source file stays there. Answers with the places outside of it that its links lead to. Throws DISK_FULL, COPY_FAILED, CANCELLED.
 */
export async function copyWorkspace(
  workspace: Workspace,
  copy: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { files } = await listFiles(workspace, signal);
  try {
    await mkdir(copy, { recursive: true });
    for (const folder of foldersOf(files)) await mkdir(join(copy, folder), { recursive: true });
    let next = 0;
    const work = async (): Promise<void> => {
      for (let entry = files[next++]; entry !== undefined; entry = files[next++]) {
        throwIfCancelled(signal);
        await copyOne(workspace.root, copy, entry);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENT_COPIES }, work));
    return await linkDependencies(workspace, copy, signal);
  } catch (error) {
    const known = asDiskError(error, 'the copy of the workspace');
    if (known instanceof RunnerError) throw known;
    throw new RunnerError(
      'COPY_FAILED',
      `The workspace could not be copied for a test run: ${error instanceof Error ? error.message : String(error)}`,
      'Resolve what the message names, then do it again.',
      [],
      error,
    );
  }
}

async function copyOne(root: string, copy: string, entry: FileEntry): Promise<void> {
  const from = join(root, entry.path);
  const to = join(copy, entry.path);
  if (entry.kind === 'symlink') {
    await symlink(await targetInCopy(root, copy, from), to);
    return;
  }
  await copyFile(from, to);
  // Readable and writable for the owner whatever it was: a patch has to go on top.
  await chmod(to, entry.mode | 0o600);
}

/** A link to a place in the workspace leads to the same place in the copy; one that leaves it stays as it is. */
async function targetInCopy(root: string, copy: string, link: string): Promise<string> {
  const target = await readlink(link);
  const full = resolve(dirname(link), target);
  if (!isInside(root, full)) return full;
  return isAbsolute(target) ? join(copy, relative(root, full)) : target;
}

function foldersOf(files: readonly FileEntry[]): ReadonlySet<string> {
  return new Set(files.map((entry) => dirname(entry.path)).filter((folder) => folder !== '.'));
}
