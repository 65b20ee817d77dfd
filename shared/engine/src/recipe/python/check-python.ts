import type { SourceTree } from '../recipe.ts';
import { lintPython } from './ruff/lint-python.ts';

/** Errors, not matters of taste: syntax, names that do not exist, statements in places where they cannot stand. */
const ERRORS = ['E9', 'F5', 'F62', 'F63', 'F7', 'F82'];

/** Why a Python text may not become another: an error that it did not have. Null when there is none. */
export async function checkPython(
  tree: SourceTree,
  path: string,
  before: string,
  after: string,
): Promise<string | null> {
  const known = await errorsIn(tree, path, before);
  for (const [error, count] of await errorsIn(tree, path, after)) {
    if (count > (known.get(error) ?? 0)) return `The file would have an error that it does not have now: ${error}.`;
  }
  return null;
}

async function errorsIn(tree: SourceTree, path: string, text: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { code, message } of await lintPython(tree, path, text, ERRORS)) {
    const said = code === null ? message : `${message} (${code})`;
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return counts;
}
