import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkspacePath } from '@iama/contracts/primitives';
import { RunnerError } from '../errors/runner-error.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { ALWAYS_EXCLUDED_UNTRACKED } from './dependency-folders.ts';
import type { FileEntry, FileListing } from './file-entry.ts';
import { listByIgnoreFiles } from './list-by-ignore-files.ts';
import type { ListedPaths } from './list-by-ignore-files.ts';
import { readGit } from './read-git.ts';
import type { Workspace } from './workspace.ts';

const CONCURRENT_STATS = 64;

/**
 * Every file git tracks or does not ignore. Asks git; without git, reads `.gitignore` files itself.
 * Untracked dependency folders are left out even if the repository does not ignore them.
 */
export async function listFiles(workspace: Workspace, signal?: AbortSignal): Promise<FileListing> {
  const printed = workspace.has_git
    ? await listByGit(workspace, signal)
    : await listByIgnoreFiles(workspace.root, signal);
  const paths = [...new Set(printed.paths)].filter((path) => path !== '' && !path.endsWith('/'));
  const nameable = paths.filter((path) => WorkspacePath.safeParse(path).success && !path.includes('\uFFFD'));
  const files = await statAll(workspace.root, nameable, signal);
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const named = new Set(nameable);
  return { files, unnameable: paths.filter((path) => !named.has(path)), closed: printed.closed.toSorted() };
}

async function listByGit(workspace: Workspace, signal: AbortSignal | undefined): Promise<ListedPaths> {
  const excluded = ALWAYS_EXCLUDED_UNTRACKED.map((folder) => `--exclude=${folder}/`);
  const answer = await readGit(
    workspace.root,
    'ls-files',
    ['-z', '--cached', '--others', '--exclude-standard', ...excluded],
    signal,
  );
  throwIfCancelled(signal);
  if (answer.ok) {
    const closed = [...answer.stderr.matchAll(/could not open directory '(.+?)\/?': (?:Permission|Operation)/g)];
    return { paths: answer.stdout.split('\0'), closed: closed.map(([, path = '']) => path) };
  }
  throw new RunnerError(
    'WORKSPACE_UNREADABLE',
    `git could not list the files of ${workspace.name}: ${answer.stderr.trim().slice(0, 500)}`,
    'Run `git status` there; when that works, do this again.',
  );
}

async function statAll(root: string, paths: readonly string[], signal: AbortSignal | undefined): Promise<FileEntry[]> {
  const entries: FileEntry[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      throwIfCancelled(signal);
      const stat = await lstat(join(root, path)).catch(() => null);
      const kind = stat?.isFile() ? 'file' : stat?.isSymbolicLink() ? 'symlink' : null;
      if (stat && kind) entries.push({ path, kind, size: stat.size, mode: stat.mode & 0o7777 });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_STATS }, work));
  return entries;
}
