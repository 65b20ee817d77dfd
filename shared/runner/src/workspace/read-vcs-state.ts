import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readGit } from './read-git.ts';
import type { Workspace } from './workspace.ts';

export interface VcsState {
  readonly head: string | null;
  readonly branch: string | null;
  /** Tracked files that differ from HEAD, and untracked ones, sorted. */
  readonly dirty: readonly string[];
  readonly unmerged: readonly string[];
  /** `merge`, `rebase`…: an operation of git's that has been begun and not finished. */
  readonly operation: string | null;
}

const OPERATIONS = [
  ['MERGE_HEAD', 'merge'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
] as const;

/** Where the repository stands. Only reads; null without git. */
export async function readVcsState(workspace: Workspace, signal?: AbortSignal): Promise<VcsState | null> {
  if (!workspace.has_git) return null;
  const [head, branch, status] = await Promise.all([
    readGit(workspace.root, 'rev-parse', ['--verify', '--quiet', 'HEAD'], signal),
    readGit(workspace.root, 'symbolic-ref', ['--quiet', '--short', 'HEAD'], signal),
    readGit(
      workspace.root,
      'status',
      ['--porcelain=v1', '-z', '--untracked-files=all', '--ignore-submodules=all'],
      signal,
    ),
  ]);
  const entries = status.ok ? parseStatus(status.stdout) : [];
  return {
    head: head.ok ? head.stdout.trim() : null,
    branch: branch.ok ? branch.stdout.trim() : null,
    dirty: entries.map((entry) => entry.path).toSorted(),
    unmerged: entries
      .filter((entry) => entry.unmerged)
      .map((entry) => entry.path)
      .toSorted(),
    operation: await operationIn(workspace.git_dir),
  };
}

/** `XY path`, and for renames the old path in a field of its own. */
function parseStatus(text: string): readonly { path: string; unmerged: boolean }[] {
  const fields = text.split('\0').filter(Boolean);
  const entries: { path: string; unmerged: boolean }[] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? '';
    const code = field.slice(0, 2);
    entries.push({ path: field.slice(3), unmerged: /U|^AA$|^DD$/.test(code) });
    if (/[RC]/.test(code)) at += 1;
  }
  return entries;
}

async function operationIn(gitDir: string): Promise<string | null> {
  for (const [name, operation] of OPERATIONS) {
    const found = await access(join(gitDir, name)).then(
      () => true,
      () => false,
    );
    if (found) return operation;
  }
  return null;
}
