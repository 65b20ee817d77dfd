import { CollectContextResult } from '@iama/contracts/task/payload';
import type { FileHash } from '@iama/contracts/task/payload';
import { Patch } from '@iama/contracts/patch/patch';
import type { ReplaySource } from '@iama/engine/replay/read-history';
import { targetFiles } from '@iama/runner/tasks/target-files';
import { readTree } from '@iama/runner/workspace/read-tree';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';

const SHOWN = 20;

/** Throws TARGET_CHANGED when the files of the target are not those that the job of the bundle was about. */
export async function requireUnchanged(workspace: Workspace, source: ReplaySource, signal: AbortSignal): Promise<void> {
  const { job } = source;
  if (job === null) return;
  const then = filesThen(source);
  // A patch may have changed files outside the target too.
  const place = then.all ? job.target : ({ kind: 'folder', path: '.' } as const);
  const changed = changedFiles(then, targetFiles(await readTree(workspace, signal), place));
  if (changed.length === 0) return;
  throw new CliError(
    'TARGET_CHANGED',
    `The target is not as it was then: ${changed[0]}${changed.length > 1 ? ` and ${changed.length - 1} more` : ''}.`,
    'Bring back the files as they were, or go on with the ones that are here: --allow-changed',
    EXIT.conflict,
    { details: changed.slice(0, SHOWN), data: { changed } },
  );
}

interface Then {
  readonly files: readonly FileHash[];
  /** All files of the target are among them, so that another one is new. */
  readonly all: boolean;
}

/** What was read when the plans were made; of jobs that did not say so, the files that their patches were made from. */
function filesThen({ bodies }: ReplaySource): Then {
  for (const body of bodies.values()) {
    const analysis = CollectContextResult.safeParse(body);
    if (analysis.data?.target_files) return { files: analysis.data.target_files, all: true };
  }
  const files = [...bodies.values()].flatMap((body) =>
    (Patch.safeParse(body).data?.files ?? []).flatMap(({ path, base_sha256: sha256 }) =>
      sha256 === null ? [] : [{ path, sha256 }],
    ),
  );
  return { files, all: false };
}

/** Differing, missing and new files by path. */
export function changedFiles({ files, all }: Then, now: readonly FileHash[]): string[] {
  const here = new Map(now.map(({ path, sha256 }) => [path, sha256]));
  const known = new Set(files.map(({ path }) => path));
  const differing = files.filter(({ path, sha256 }) => here.get(path) !== sha256).map(({ path }) => path);
  return [...new Set([...differing, ...(all ? now.map(({ path }) => path).filter((path) => !known.has(path)) : [])])];
}
