import { lstatSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { WorkspacePath } from '@iama/contracts/primitives';
import { RunnerError } from '../errors/runner-error.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { ALWAYS_EXCLUDED_UNTRACKED } from './dependency-folders.ts';
import type { FileEntry, FileListing } from './file-entry.ts';
import { listByIgnoreFiles } from './list-by-ignore-files.ts';
import type { ListedPaths } from './list-by-ignore-files.ts';
import { iamaIgnoreRules } from './iama-ignore-rules.ts';
import { readGit } from './read-git.ts';
import type { Workspace } from './workspace.ts';

const STATS_AT_ONCE = 500;

/**
 * Every file git tracks or does not ignore and no `.iamaignore` names. Asks git; without git, reads `.gitignore` files itself.
 * Untracked dependency folders are left out even if the repository does not ignore them.
 */
export async function listFiles(workspace: Workspace, signal?: AbortSignal): Promise<FileListing> {
  const printed = workspace.has_git
    ? await listByGit(workspace, signal)
    : await listByIgnoreFiles(workspace.root, signal);
  const paths = [...new Set(printed.paths)].filter((path) => path !== '' && !path.endsWith('/'));
  const nameable = paths.filter((path) => WorkspacePath.safeParse(path).success && !path.includes('\uFFFD'));
  const rules = await iamaIgnoreRules(workspace.root, nameable);
  const kept_back = nameable.filter((path) => rules.isIgnored(path));
  const left = kept_back.length === 0 ? nameable : nameable.filter((path) => !rules.isIgnored(path));
  const files = await statAll(workspace.root, left, signal);
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const named = new Set(nameable);
  return { files, unnameable: paths.filter((path) => !named.has(path)), closed: printed.closed.toSorted(), kept_back };
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

/** Asking for one file after another is several times as fast as waiting for many at once, and the loop is let go between. */
async function statAll(root: string, paths: readonly string[], signal: AbortSignal | undefined): Promise<FileEntry[]> {
  const entries: FileEntry[] = [];
  for (const [index, path] of paths.entries()) {
    if (index % STATS_AT_ONCE === STATS_AT_ONCE - 1) {
      await setImmediate();
      throwIfCancelled(signal);
    }
    const stat = statOf(join(root, path));
    const kind = stat?.isFile() ? 'file' : stat?.isSymbolicLink() ? 'symlink' : null;
    if (stat && kind) entries.push({ path, kind, size: stat.size, mode: stat.mode & 0o7777, mtime_ms: stat.mtimeMs });
  }
  return entries;
}

/** A path through what is no folder any more is as good as gone. */
function statOf(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}
