import type { PlanLevel } from '@iama/contracts/recipe';
import type { ImmediateRecipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { isInside } from '../../js/paths.ts';
import { describe } from './describe.ts';
import { emitPackages } from './emit-packages.ts';
import type { Reason } from './facts/source-facts.ts';
import { planPackages } from './plan/plan-packages.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { runLeaves } from './run-leaves.ts';
import { runTypescript } from './run-typescript.ts';

/** CommonJS to ES modules. Pure; the levels differ in how much of the package they touch. */
export const commonjsToEsm: ImmediateRecipe = {
  id: 'commonjs-to-esm',
  run(request) {
    const script = request.level === 'CONSERVATIVE' ? runLeaves(request) : runPackages(request);
    const typed = runTypescript(request);
    const result: RecipeResult = {
      findings: [...script.findings, ...typed.findings],
      kept: [...script.kept, ...typed.kept],
      changes: [...script.changes, ...typed.changes].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      skipped: unreadable(request),
    };
    return withoutExcluded(result, request.exclude);
  },
  describe(level: PlanLevel, result: RecipeResult) {
    return describe(level, result);
  },
};

function runPackages({ tree, target, level }: RecipeRequest): RecipeResult {
  const modern = level === 'COMPREHENSIVE';
  const taken = new Map<string, Reason>();
  for (;;) {
    const plan = planPackages(tree, target.path, modern, taken);
    if (plan.packages.length === 0) return { findings: [], kept: plan.kept, changes: [], skipped: [] };
    const emission = emitPackages(plan, modern);
    if (emission.faults.size === 0) return { ...emission, kept: plan.kept, skipped: [] };
    const known = taken.size;
    for (const [path, reason] of emission.faults) taken.set(path, reason);
    if (taken.size === known) {
      const kept = [...emission.faults].map(([path, { line, reason }]) => ({ path, symbol: null, line, reason }));
      return { findings: [], kept: [...plan.kept, ...kept], changes: [], skipped: [] };
    }
  }
}

/** Leave out findings that were asked to be left out, with all that travel with them. */
function withoutExcluded(result: RecipeResult, exclude: ReadonlySet<string>): RecipeResult {
  const groups = new Set(
    result.findings.flatMap(({ id, group }) => (exclude.has(id) && group !== null ? [group] : [])),
  );
  const out = new Set(
    result.findings
      .filter(({ id, group }) => exclude.has(id) || (group !== null && groups.has(group)))
      .map(({ id }) => id),
  );
  if (out.size === 0) return result;
  const stays = (change: RecipeResult['changes'][number]): boolean =>
    change.change === 'modify'
      ? change.edits.some(({ finding_id }) => !out.has(finding_id))
      : !out.has(change.finding_id);
  return {
    ...result,
    findings: result.findings.filter(({ id }) => !out.has(id)),
    changes: result.changes
      .filter(stays)
      .map((change) =>
        change.change === 'modify'
          ? { ...change, edits: change.edits.filter(({ finding_id }) => !out.has(finding_id)) }
          : change,
      ),
  };
}

function unreadable({ tree, target }: RecipeRequest): { path: string; reason: string }[] {
  const skipped: { path: string; reason: string }[] = [];
  for (const path of tree.files.keys()) {
    if (!/\.[cm]?jsx?$/.test(path) || path.includes('node_modules/') || !isInside(path, target.path)) continue;
    const outcome = parsesOf(tree).get(path);
    if (outcome && !outcome.ok) skipped.push({ path, reason: outcome.message });
  }
  return skipped;
}
