import type { Patch } from '@iama/contracts/patch/patch';
import type { RecipeId } from '@iama/contracts/recipe';
import { isTest } from '@iama/engine/context/is-test';
import { lockLanguageOf } from '@iama/engine/lock/lock-language';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { reasonAgainstFile } from './agreed-change.ts';

export interface FilesToPin {
  /** Code whose behaviour has to be held: it is edited, and may get another name. */
  readonly paths: readonly string[];
  readonly not_pinned: readonly { readonly path: string; readonly reason: string }[];
}

/** So many files are pinned; a plan that changes more is measured by these. */
const MOST_FILES = 20;

/** Whether what a plan takes out of a file could be something that the file offers: an export, or a member of a class. Pure. */
export function mayOfferLess(tree: SourceTree, patch: Pick<Patch, 'files'>, path: string): boolean {
  const text = tree.files.get(path) ?? '';
  const edits = patch.files.find((file) => file.path === path)?.edits ?? [];
  const taken = edits.map(({ start, end }) => text.slice(start, end)).join('\n');
  // A module of Python offers all that stands at its top.
  if (path.endsWith('.py')) return /^[ \t]*(?:async[ \t]+def|def|class)\b|^\w+[ \t]*[:=]/m.test(taken);
  return /\bexports?\b/.test(taken) || (/\bclass\b/.test(text) && taken.includes('('));
}

/**
 * Where files are found once a plan is carried out, for those that a test would have to load another way then: by another name, or as
 * an ES module. Pure.
 */
export function loadedAnew(
  recipe_id: RecipeId,
  patch: Pick<Patch, 'files'>,
  paths: readonly string[],
): ReadonlyMap<string, string> {
  return new Map(
    paths.flatMap((path) => {
      const new_path = patch.files.find((file) => file.path === path)?.new_path ?? null;
      return new_path === null && recipe_id !== 'commonjs-to-esm' ? [] : [[path, new_path ?? path] as const];
    }),
  );
}

/** Which of the files that a plan changes are pinned, and why the others are not. Pure. */
export function filesToPin(tree: SourceTree, recipe_id: RecipeId, patch: Pick<Patch, 'files'>): FilesToPin {
  const paths: string[] = [];
  const not_pinned: { path: string; reason: string }[] = [];
  for (const { path, change } of patch.files) {
    if (change === 'create' || isTest(path) || lockLanguageOf(path) === null || !tree.files.has(path)) continue;
    const reason =
      change === 'delete'
        ? 'The plan deletes it.'
        : (reasonAgainstFile(recipe_id) ??
          (paths.length >= MOST_FILES ? `Only ${MOST_FILES} files of a plan are pinned.` : null));
    if (reason === null) paths.push(path);
    else not_pinned.push({ path, reason });
  }
  return { paths, not_pinned };
}
