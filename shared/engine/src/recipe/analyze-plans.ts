import type { PlanAnalysis, PlanLevel } from '@iama/contracts/recipe';
import type { Target } from '@iama/contracts/workspace/target';
import { testsReaching } from '../context/tests-reaching.ts';
import { moduleGraphOf } from '../js/module-graph.ts';
import type { ModuleGraph } from '../js/module-graph.ts';
import { buildPatch } from '../patch/build-patch.ts';
import { complexityOfPlan } from './complexity-of-plan.ts';
import type { Recipe, RecipeResult, SourceTree } from './recipe.ts';

export interface PlansOutcome {
  /** Exactly three, from the least to the most. */
  readonly plans: readonly PlanAnalysis[];
  /** Files of the target that were not read as code, by path, each once. */
  readonly skipped: readonly { path: string; reason: string }[];
}

const LEVELS: readonly PlanLevel[] = ['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'];
const MOST_SENT = 500;
/** As the contract has it. */
const MOST_TESTS_NAMED = 50;

/** Run a recipe at all levels, changing nothing, and count what each would do from the patch that it would give. */
export async function analyzePlans(tree: SourceTree, recipe: Recipe, target: Target): Promise<PlansOutcome> {
  const graph = moduleGraphOf(tree);
  const skipped = new Map<string, string>();
  const plans: PlanAnalysis[] = [];
  for (const level of LEVELS) {
    const result = await recipe.run({ tree, target, level, exclude: new Set() });
    for (const { path, reason } of result.skipped) skipped.set(path, reason);
    plans.push(toPlan(tree, graph, recipe, level, result));
  }
  return { plans, skipped: [...skipped].map(([path, reason]) => ({ path, reason })) };
}

function toPlan(
  tree: SourceTree,
  graph: ModuleGraph,
  recipe: Recipe,
  level: PlanLevel,
  result: RecipeResult,
): PlanAnalysis {
  const patch = buildPatch(tree, result.changes, result.findings);
  const changed = new Set(patch.files.map((file) => file.path));
  const importers = [...changed].flatMap((path) => graph.importers(path));
  const callers = new Set(importers.filter((edge) => edge.kind !== 'mention').map((edge) => edge.from));
  const reaching = new Map([...changed].map((path) => [path, testsReaching(tree, path)]));
  const tests = new Set([...reaching.values()].flatMap((each) => [...each]));
  const words = recipe.describe(level, result);
  return {
    level,
    title: words.title,
    summary: words.summary,
    will: [...words.will],
    will_not: [...words.will_not],
    risk: words.risk,
    risk_reason: words.risk_reason,
    findings: result.findings.slice(0, MOST_SENT),
    finding_count: result.findings.length,
    kept: result.kept.slice(0, MOST_SENT),
    files: patch.files.map(({ path, change, new_path }) => ({
      path,
      change,
      new_path,
      reached_by: [...(reaching.get(path) ?? [])].toSorted().slice(0, MOST_TESTS_NAMED),
    })),
    symbols: new Set(result.findings.flatMap(({ path, symbol }) => (symbol === null ? [] : [`${path}\0${symbol}`])))
      .size,
    callers: [...callers].filter((path) => !changed.has(path)).length,
    tests_reaching: tests.size,
    lines_added: patch.lines_added,
    lines_removed: patch.lines_removed,
    complexity: complexityOfPlan(tree, patch),
  };
}
