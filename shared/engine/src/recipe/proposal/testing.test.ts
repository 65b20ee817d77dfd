import assert from 'node:assert/strict';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { Target } from '@iama/contracts/workspace/target';
import { applyPatch } from '../../patch/apply-patch.ts';
import { buildPatch } from '../../patch/build-patch.ts';
import type { Recipe, RecipeResult } from '../recipe.ts';

export interface Ran {
  readonly result: RecipeResult;
  /** The files afterwards. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly level?: PlanLevel;
  readonly target?: Target;
  readonly exclude?: readonly string[];
}

/**
 * Run a recipe over files given as texts, apply its patch, and check what must hold for every run: unique ids, every finding
 * in a hunk, and nothing left to find in what comes out.
 */
export async function runRecipe(
  recipe: Recipe,
  files: Readonly<Record<string, string>>,
  asked: Asked = {},
): Promise<Ran> {
  const once = await runOnce(recipe, files, asked);
  const again = await runOnce(recipe, once.files, asked);
  if (!asked.exclude?.length) {
    assert.deepEqual(again.result.findings, [], 'a second run finds nothing');
    assert.deepEqual(again.files, once.files, 'a second run changes nothing');
  }
  return once;
}

async function runOnce(recipe: Recipe, files: Readonly<Record<string, string>>, asked: Asked): Promise<Ran> {
  const tree = { files: new Map(Object.entries(files)), paths: new Set(Object.keys(files)) };
  const result = await recipe.run({
    tree,
    target: asked.target ?? { kind: 'folder', path: '.' },
    level: asked.level ?? 'STANDARD',
    exclude: new Set(asked.exclude ?? []),
  });
  const patch = buildPatch(tree, result.changes, result.findings);
  const applied = applyPatch(patch, (path) => files[path] ?? null);
  assert.ok(applied.ok, JSON.stringify(applied));
  const after: Record<string, string> = { ...files };
  for (const { path, after: text } of applied.files) if (text !== null) after[path] = text;
  const ids = result.findings.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, 'finding ids are unique');
  const inHunks = new Set(patch.files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.finding_ids)));
  assert.deepEqual(
    [...inHunks].toSorted(),
    ids.toSorted(),
    'every finding is in a hunk, and every hunk has its findings',
  );
  recipe.describe(asked.level ?? 'STANDARD', result);
  return { result, files: after };
}

/** What a recipe makes of one file. A script, because the compiler that checks TypeScript takes a second to start. */
export async function rewritten(
  recipe: Recipe,
  text: string,
  level: PlanLevel = 'STANDARD',
  path = 'src/a.js',
): Promise<string> {
  const files = { 'package.json': '{"name":"p","private":true,"type":"module"}', [path]: text };
  return (await runRecipe(recipe, files, { level })).files[path] ?? '';
}

export function reasonsOf({ result }: Ran): string[] {
  return result.kept.map(({ reason }) => reason);
}
