import { RunnerError } from '../errors/runner-error.ts';
import { readVcsState } from '../workspace/read-vcs-state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { NativeConfinement } from './confinement.ts';

/**
 * A native run needs something to go back to. With namespaces nothing outside the copy can be written, so a commit is
 * enough; with limits only, work that is not committed could be lost as well, and the person has to say that they know.
 * Throws LOCAL_NATIVE_NO_VCS_CHECKPOINT, NATIVE_NOT_ACKNOWLEDGED.
 */
export async function checkNative(
  workspace: Workspace,
  confinement: NativeConfinement,
  acknowledged: boolean,
): Promise<void> {
  const state = await readVcsState(workspace);
  const noCheckpoint = (why: string): RunnerError =>
    new RunnerError(
      'LOCAL_NATIVE_NO_VCS_CHECKPOINT',
      `Tests would run on this machine, and ${why}.`,
      'Commit or stash your work first, so that there is something to go back to.',
    );
  if (!state || state.head === null) throw noCheckpoint('there is no commit to go back to');
  if (confinement.level === 'namespaces') return;
  if (state.dirty.length > 0) throw noCheckpoint(`${state.dirty.length} files are not committed`);
  if (acknowledged) return;
  throw new RunnerError(
    'NATIVE_NOT_ACKNOWLEDGED',
    'Tests would run on this machine with your rights: in a copy, but able to write elsewhere and to reach the network.',
    'If you trust this repository’s tests, say so with --allow-native. `iama doctor` shows what holds here.',
  );
}
