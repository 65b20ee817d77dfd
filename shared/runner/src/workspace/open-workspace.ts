import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RunnerError } from '../errors/runner-error.ts';
import { readGit } from './read-git.ts';
import type { Workspace } from './workspace.ts';

/**
 * The repository that holds `path` (a file or a folder in it).
 * Throws NOT_A_REPOSITORY when there is none above it, GIT_REFUSED when git will not read it (another owner).
 */
export async function openWorkspace(path: string): Promise<Workspace> {
  const start = await existingFolder(path);
  const answer = await readGit(start, 'rev-parse', ['--show-toplevel', '--absolute-git-dir']);
  if (answer.ok) {
    const [top, gitDir] = answer.stdout.split('\n');
    if (top && gitDir) return workspaceAt(await realpath(top), gitDir, true);
  } else if (/dubious ownership/.test(answer.stderr)) {
    throw new RunnerError(
      'GIT_REFUSED',
      `git will not read the repository at ${start}, because another user owns it.`,
      `Run: git config --global --add safe.directory ${(await nearestRepository(start)) ?? start}`,
    );
  } else if (answer.missing) {
    const root = await nearestRepository(start);
    if (root !== null) return workspaceAt(root, join(root, '.git'), false);
  }
  throw notARepository(
    `${path} is not inside a git repository.`,
    'Give the path of a repository, or run `git init` there and commit once, so that every change can be compared.',
  );
}

function workspaceAt(root: string, gitDir: string, hasGit: boolean): Workspace {
  return { root, name: basename(root) || 'workspace', git_dir: gitDir, has_git: hasGit };
}

async function existingFolder(path: string): Promise<string> {
  try {
    const real = await realpath(resolve(path));
    return (await lstat(real)).isDirectory() ? real : dirname(real);
  } catch (error) {
    const message = `${path} does not exist or cannot be read.`;
    throw notARepository(message, 'Give the path of a file or folder that is there and that you may read.', error);
  }
}

async function nearestRepository(start: string): Promise<string | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = await lstat(join(folder, '.git')).catch(() => null);
    if (found) return folder;
    if (dirname(folder) === folder) return null;
  }
}

function notARepository(message: string, next: string, cause?: unknown): RunnerError {
  return new RunnerError('NOT_A_REPOSITORY', message, next, [], cause);
}
