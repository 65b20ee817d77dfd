import { buildPatch } from '@iama/engine/patch/build-patch';
import { changedTexts } from '@iama/engine/recipe/gate/changed-texts';
import type { Recipe, RecipeResult, SourceTree } from '@iama/engine/recipe/recipe';
import { recipeOf } from '@iama/engine/recipe/registry';
import { RunnerError } from '../errors/runner-error.ts';
import { encodeText } from '../workspace/encode-text.ts';
import { isSupportedSource } from '../workspace/file-kinds.ts';
import { withInstalledFiles } from '../workspace/read-installed.ts';
import { readTree } from '../workspace/read-tree.ts';
import { isInTarget } from '../workspace/target-paths.ts';
import type { FixPlan, FixRequest, FixStep } from './fix-request.ts';

/** Read the workspace and run the recipes in memory. Writes nothing. Throws TARGET_NOT_FOUND and what a recipe throws. */
export async function performFix(request: FixRequest, progress: (line: string) => void): Promise<FixPlan> {
  const read = await readTree(request.workspace);
  progress(`Read ${read.tree.files.size} of ${read.tree.paths.size} files`);
  let tree = await withInstalledFiles(request.workspace.root, read.tree);
  const unread = read.unreadable.filter(
    ({ path }) => isInTarget(request.target, path) && (isSupportedSource(path) || read.listing.closed.includes(path)),
  );
  const steps: FixStep[] = [];
  for (const recipe_id of request.recipe_ids) {
    progress(`Running ${recipe_id}`);
    const started = performance.now();
    const result = await runRecipe(mustHave(recipe_id), tree, request);
    const patch = buildPatch(tree, result.changes, result.findings, (path, text) =>
      encodeText(text, read.boms.has(path)),
    );
    const duration_ms = Math.round(performance.now() - started);
    const skipped = steps.length === 0 ? [...unread, ...result.skipped] : result.skipped;
    steps.push({ recipe_id, findings: result.findings, kept: result.kept, skipped, patch, duration_ms });
    tree = afterwards(tree, result);
  }
  return { steps, files: { total: read.tree.paths.size, read: read.tree.files.size } };
}

function mustHave(id: FixRequest['recipe_ids'][number]): Recipe {
  const recipe = recipeOf(id);
  if (recipe) return recipe;
  throw new RunnerError('INTERNAL', `This version does not have the recipe ${id}.`, 'Choose another recipe.');
}

async function runRecipe(recipe: Recipe, tree: SourceTree, request: FixRequest): Promise<RecipeResult> {
  const { target, level, options } = request;
  return await recipe.run({ tree, target, level, options, exclude: new Set() });
}

/** The tree as the next recipe finds it. */
function afterwards(tree: SourceTree, { changes }: RecipeResult): SourceTree {
  if (changes.length === 0) return tree;
  const files = new Map(tree.files);
  const paths = new Set(tree.paths);
  for (const [path, text] of changedTexts(tree, changes)) {
    if (text === null) {
      files.delete(path);
      paths.delete(path);
    } else {
      files.set(path, text);
      paths.add(path);
    }
  }
  return { ...tree, files: new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))), paths };
}
