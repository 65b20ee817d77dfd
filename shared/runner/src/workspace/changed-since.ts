import { changedFiles, filesThen } from '@iama/engine/replay/files-then';
import type { ReplaySource } from '@iama/engine/replay/read-history';
import { targetFiles } from '../tasks/target-files.ts';
import { readTree } from './read-tree.ts';
import type { Workspace } from './workspace.ts';

/** Files of a job's target that are not as they were when it read them, by path; none for a job of which nothing is known. */
export async function changedSince(
  workspace: Workspace,
  source: Pick<ReplaySource, 'job' | 'bodies'>,
  signal: AbortSignal,
): Promise<string[]> {
  const { job } = source;
  if (job === null) return [];
  const then = filesThen(source);
  // A patch may have changed files outside the target too.
  const place = then.all ? job.target : ({ kind: 'folder', path: '.' } as const);
  return changedFiles(then, targetFiles(await readTree(workspace, signal), place));
}
