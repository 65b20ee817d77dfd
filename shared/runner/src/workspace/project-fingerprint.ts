import { createHash } from 'node:crypto';
import { readGit } from './read-git.ts';
import type { Workspace } from './workspace.ts';

/**
 * The same for every clone of a repository, and says nothing about paths: a hash of its root commits.
 * A repository without commits (or a machine without git) gets a hash of where it stands.
 */
export async function projectFingerprint(workspace: Workspace): Promise<{ name: string; fingerprint: string }> {
  const roots = workspace.has_git
    ? await readGit(workspace.root, 'rev-list', ['--max-parents=0', 'HEAD'])
    : ({ ok: false } as const);
  const commits = roots.ok ? roots.stdout.split('\n').filter(Boolean).toSorted() : [];
  const subject = commits.length > 0 ? `commits:${commits.join(',')}` : `place:${workspace.root}`;
  const fingerprint = createHash('sha256').update(`iama-project-1\n${subject}`).digest('hex');
  return { name: workspace.name.slice(0, 200), fingerprint };
}
