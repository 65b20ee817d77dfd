import type { Preflight, PreflightReason } from '@iama/contracts/workspace/preflight';
import type { RecipeId } from '@iama/contracts/recipe';
import type { Target } from '@iama/contracts/workspace/target';
import type { Execution } from '../sandbox/execution.ts';
import { containerProblem } from '../sandbox/container-problem.ts';
import { findConfinement } from '../sandbox/find-confinement.ts';
import { usableSuites } from '../tests-discovery/usable-suites.ts';
import { dependenciesMissing } from './dependencies-missing.ts';
import { isSupportedSource } from './file-kinds.ts';
import { preflightReasons } from './preflight-reasons.ts';
import { readTree } from './read-tree.ts';
import { readVcsState } from './read-vcs-state.ts';
import { storeProblem } from './store-problem.ts';
import { symbolsOf } from './symbols-of.ts';
import type { Workspace } from './workspace.ts';

export interface PreflightRequest {
  readonly workspace: Workspace;
  readonly target: Target;
  readonly recipe_id: RecipeId;
  /** Where the job's tests shall run. */
  readonly execution: Execution;
  readonly data_dir: string;
  readonly signal?: AbortSignal;
}

/**
 * One verdict about a workspace before a job starts, with every reason behind it. Changes nothing in it.
 * Throws only WORKSPACE_UNREADABLE and CANCELLED: whatever else is wrong is a reason.
 */
export async function preflight(request: PreflightRequest): Promise<Preflight> {
  const { workspace, target, signal } = request;
  const [read, vcs] = await Promise.all([readTree(workspace, signal), readVcsState(workspace, signal)]);
  const suites = await usableSuites(workspace.root, read.tree, target.path);
  const text = read.tree.files.get(target.path);
  const reasons: readonly PreflightReason[] = preflightReasons({
    target,
    workspace_name: workspace.name,
    paths: read.tree.paths,
    readable: read.tree.files,
    unreadable: read.unreadable,
    target_symbols: target.kind === 'symbol' && text !== undefined ? symbolsOf(target.path, text) : null,
    vcs,
    suites,
    dependencies_missing: await dependenciesMissing(workspace.root, read.tree, suites),
    execution_mode: request.execution.mode,
    held_in: !request.execution.unconfined && (await findConfinement()).level === 'namespaces',
    container_problem: await containerProblem(request.execution, suites.usable),
    store_problem: await storeProblem(workspace, request.data_dir),
  });
  return {
    verdict: verdictOf(reasons),
    reasons: [...reasons],
    workspace_name: workspace.name,
    vcs: {
      kind: vcs ? 'git' : 'none',
      head: vcs?.head ?? null,
      branch: vcs?.branch ?? null,
      dirty_files: vcs?.dirty.length ?? 0,
    },
    files: {
      total: read.tree.paths.size,
      supported: [...read.tree.files.keys()].filter(isSupportedSource).length,
    },
    test_suites: [...suites.usable],
  };
}

/** The worst severity among the reasons. */
function verdictOf(reasons: readonly PreflightReason[]): Preflight['verdict'] {
  if (reasons.some((reason) => reason.severity === 'blocked')) return 'blocked';
  return reasons.some((reason) => reason.severity === 'caution') ? 'caution' : 'safe';
}
