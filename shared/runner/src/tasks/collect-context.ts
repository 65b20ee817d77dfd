import type { Anchor } from '@iama/contracts/job/anchor';
import type { PlanAnalysis } from '@iama/contracts/recipe';
import type { ContextConfidence } from '@iama/contracts/model/context-bundle';
import type { TaskPayload, TaskResult } from '@iama/contracts/task/payload';
import type { Target } from '@iama/contracts/workspace/target';
import { lowConfidence, maySayTooLittle } from '@iama/engine/context/low-confidence';
import { analyzePlans } from '@iama/engine/recipe/analyze-plans';
import type { Recipe } from '@iama/engine/recipe/recipe';
import { languageOfPath } from '@iama/engine/syntax/language-of-path';
import { ContextFiles } from '../context/context-files.ts';
import { usableSuites } from '../tests-discovery/usable-suites.ts';
import { isSupportedSource } from '../workspace/file-kinds.ts';
import { withInstalledFiles } from '../workspace/read-installed.ts';
import type { WorkspaceTree } from '../workspace/read-tree.ts';
import { readVcsState } from '../workspace/read-vcs-state.ts';
import { isInTarget } from '../workspace/target-paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { anchorsIn } from './anchors-in.ts';
import { requireTarget } from './characterize.ts';
import { targetFiles } from './target-files.ts';

const MOST_SKIPPED = 500;

/** What a recipe would do at each level, computed on the code as it is. Changes nothing. */
export async function collectContext(
  workspace: Workspace,
  read: WorkspaceTree,
  recipe: Recipe,
  { target }: Extract<TaskPayload, { kind: 'collect_context' }>,
): Promise<TaskResult> {
  requireTarget(read, target);
  const [{ usable }, vcs, tree] = await Promise.all([
    usableSuites(workspace.root, read.tree, target.path),
    readVcsState(workspace),
    withInstalledFiles(workspace.root, read.tree),
  ]);
  const { plans, skipped } = await analyzePlans(tree, recipe, target);
  const unread = read.unreadable.filter(({ path }) => isInTarget(target, path) && isSupportedSource(path));
  return {
    kind: 'collect_context',
    head_commit: vcs?.head ?? null,
    files: { total: read.tree.paths.size, read: read.tree.files.size },
    skipped: [...unread, ...skipped].slice(0, MOST_SKIPPED),
    plans: [...plans],
    test_suites: [...usable],
    target_files: targetFiles(read, target),
    anchors: anchorsOfPlans(read, plans),
    ...(await confidenceIn(workspace, read, target)),
  };
}

/** Told only where it is low: then programs are asked at their border. */
async function confidenceIn(
  workspace: Workspace,
  { tree }: WorkspaceTree,
  target: Target,
): Promise<{ confidence?: ContextConfidence }> {
  const paths = [...tree.paths].filter((path) => isInTarget(target, path) && languageOfPath(path) !== null);
  if (!maySayTooLittle(tree.files, paths)) return {};
  const { index } = await new ContextFiles(workspace).refresh();
  const confidence = lowConfidence(index, paths.toSorted());
  return confidence === null ? {} : { confidence };
}

/** Of the declarations that the plans name, and no others. */
function anchorsOfPlans(read: WorkspaceTree, plans: readonly PlanAnalysis[]): Anchor[] {
  const named = plans.flatMap(({ findings, kept }) => [...findings, ...kept]).filter(({ symbol }) => symbol !== null);
  const wanted = new Set(named.map(({ path, symbol }) => `${path}\0${symbol}`));
  const paths = named.map(({ path }) => path);
  return anchorsIn(read, paths, ({ path, symbol }) => wanted.has(`${path}\0${symbol}`));
}
