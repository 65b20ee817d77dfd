import type { ReplaySource } from '@iama/engine/replay/read-history';
import { changedSince } from '@iama/runner/workspace/changed-since';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';

const SHOWN = 20;

/** Throws TARGET_CHANGED when the files of the target are not those that the job of the bundle was about. */
export async function requireUnchanged(workspace: Workspace, source: ReplaySource, signal: AbortSignal): Promise<void> {
  const changed = await changedSince(workspace, source, signal);
  if (changed.length === 0) return;
  throw new CliError(
    'TARGET_CHANGED',
    `The target is not as it was then: ${changed[0]}${changed.length > 1 ? ` and ${changed.length - 1} more` : ''}.`,
    'Bring back the files as they were, or go on with the ones that are here: --allow-changed',
    EXIT.conflict,
    { details: changed.slice(0, SHOWN), data: { changed } },
  );
}
