import { FlagRequest } from '@iama/contracts/flag/request';
import type { Patch } from '@iama/contracts/patch/patch';
import { RecipeId } from '@iama/contracts/recipe';
import type { PlanLevel, RecipeOptions } from '@iama/contracts/recipe';
import type { Target } from '@iama/contracts/workspace/target';
import { removeFlag } from '@iama/engine/flag/remove-flag';
import { traceFlag } from '@iama/engine/flag/trace-flag';
import { buildPatch } from '@iama/engine/patch/build-patch';
import { analyzePlans } from '@iama/engine/recipe/analyze-plans';
import { sealedRoleOf } from '@iama/engine/lock/seal/seal';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { recipeOf } from '@iama/engine/recipe/registry';
import { makePatch } from '@iama/runner/tasks/make-patch';
import { withInstalledFiles } from '@iama/runner/workspace/read-installed';
import type { WorkspaceTree } from '@iama/runner/workspace/read-tree';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { wholeWorkspace } from '../remove-in-memory.ts';
import type { HonestRepository } from './honest-repository.ts';
import { SHOP_FLAG } from './shop-repository.ts';
import { changesByHand } from './changes-by-hand.ts';

/** A patch that changes no behaviour on purpose, and the files that a person has agreed to for it. */
export interface Refactoring {
  readonly what: string;
  readonly patch: Patch;
  readonly agreed: readonly string[];
}

const LEVELS: readonly PlanLevel[] = ['CONSERVATIVE', 'COMPREHENSIVE'];
const MOST_TESTS = 2;
const EVERYTHING: Target = { kind: 'folder', path: '.' };
/** A person gives them a symbol and a name or a place. */
const ASKED_FOR_ONE: ReadonlySet<RecipeId> = new Set(['rename-symbol', 'move-symbol']);

/** Every refactoring that the product makes of a repository and that changes something: recipes, a flag's removal, and edits by hand. */
export async function refactoringsOf(
  repository: HonestRepository,
  workspace: Workspace,
  read: WorkspaceTree,
): Promise<readonly Refactoring[]> {
  const found: Refactoring[] = [];
  const seen = new Set<string>();
  const add = (each: Refactoring | null): void => {
    const same = JSON.stringify(each?.patch.files.map(({ path, edits }) => [path, edits]));
    if (each === null || each.patch.files.length === 0 || seen.has(same)) return;
    seen.add(same);
    found.push(each);
  };
  const tree = await withInstalledFiles(workspace.root, read.tree);
  const targets = [EVERYTHING, ...testsOf(tree)];
  for (const level of LEVELS) {
    for (const id of RecipeId.options) {
      if (ASKED_FOR_ONE.has(id)) continue;
      for (const target of targets) add(await ofJob(workspace, { ...read, tree }, id, level, target));
    }
  }
  for (const each of repository.names) {
    const [path = '', symbol = ''] = each.split('#');
    add(await ofSymbol(tree, 'rename-symbol', path, symbol, { new_name: `${symbol}Anew` }));
    add(await ofSymbol(tree, 'move-symbol', path, symbol, { to_path: path.replace(/\.\w+$/, '-moved$&') }));
  }
  for (const value of [true, false]) add(withoutFlag(read.tree, value));
  for (const { what, changes } of changesByHand(read.tree)) add(agreedAll(what, buildPatch(read.tree, changes, [])));
  return found;
}

/** Recipes leave tests alone unless a person points at them. */
function testsOf({ files }: SourceTree): readonly Target[] {
  const tests = [...files.keys()].filter((path) => sealedRoleOf(path) === 'test' && /\.[cm]?[jt]s$/.test(path));
  return tests.slice(0, MOST_TESTS).map((path) => ({ kind: 'file', path }));
}

/** As a job makes it: planned, agreed to, and made within what was agreed. */
async function ofJob(
  workspace: Workspace,
  read: WorkspaceTree,
  recipe_id: RecipeId,
  level: PlanLevel,
  target: Target,
): Promise<Refactoring | null> {
  const recipe = recipeOf(recipe_id);
  const plans = recipe ? (await analyzePlans(read.tree, recipe, target)).plans : [];
  const plan = plans.find((each) => each.level === level);
  if (!recipe || !plan || plan.finding_count === 0) return null;
  const agreed = plan.files.flatMap(({ path, new_path }) => (new_path === null ? [path] : [path, new_path]));
  const asked = { kind: 'run_recipe' as const, recipe_id, level, target, allowed_files: agreed };
  const payload = { ...asked, attempt: 1, exclude_finding_ids: [], feedback: null };
  const made = await makePatch(workspace, read, recipe, payload, null);
  return made.kind === 'run_recipe'
    ? { what: `${recipe_id} ${level} ${target.path}`, patch: made.patch, agreed }
    : null;
}

async function ofSymbol(
  tree: SourceTree,
  id: RecipeId,
  path: string,
  symbol: string,
  options: RecipeOptions,
): Promise<Refactoring | null> {
  const target: Target = { kind: 'symbol', path, symbol };
  const result = await recipeOf(id)?.run({ tree, target, level: 'STANDARD', options, exclude: new Set() });
  return result ? agreedAll(`${id} ${path}#${symbol}`, buildPatch(tree, result.changes, result.findings)) : null;
}

function withoutFlag(tree: SourceTree, value: boolean): Refactoring {
  const request = FlagRequest.parse({ key: SHOP_FLAG, value });
  const input = wholeWorkspace(tree.files);
  const traced = traceFlag(input, request, request.key, request.value, request.mode);
  return agreedAll(`flag ${value}`, buildPatch(tree, removeFlag(input, request, traced).changes, []));
}

function agreedAll(what: string, patch: Patch): Refactoring {
  const agreed = patch.files.flatMap(({ path, new_path }) => (new_path === null ? [path] : [path, new_path]));
  return { what, patch, agreed };
}
