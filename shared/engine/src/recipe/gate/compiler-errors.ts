import { languageOf } from '../../js/parse.ts';
import { moduleGraphOf } from '../../js/module-graph.ts';
import type { SourceTree } from '../recipe.ts';
import type { Problem } from './problem.ts';

/**
 * Errors that the TypeScript compiler finds in the changed files and in those that import them, and did not find before:
 * compared by file, code and message, because lines move. JavaScript counts where the project has it checked.
 */
export async function compilerErrors(
  tree: SourceTree,
  texts: ReadonlyMap<string, string | null>,
): Promise<readonly Problem[]> {
  const affected = affectedFiles(tree, texts);
  if (affected.length === 0) return [];
  // The compiler takes a quarter of a second to load, which a tree of other languages need not wait for.
  const { newErrors } = await import('../typescript/new-errors.ts');
  return newErrors(tree, texts, affected);
}

/** The changed files and whoever sees their exports, also through files that pass them on. */
function affectedFiles(tree: SourceTree, texts: ReadonlyMap<string, string | null>): string[] {
  const affected = new Set<string>();
  const graph = moduleGraphOf(tree);
  const pending = [...texts.keys()].filter((path) => languageOf(path) !== null);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (texts.get(path) !== null) affected.add(path);
    for (const { from, kind } of graph.importers(path)) {
      if (affected.has(from) || languageOf(from) === null || texts.get(from) === null) continue;
      if (kind === 'star' || kind === 're_export') pending.push(from);
      affected.add(from);
    }
  }
  return [...affected].filter((path) => mayBeChecked(path, texts.get(path) ?? tree.files.get(path) ?? '', tree));
}

/** JavaScript is checked by a comment in the file or by an option; without either there is nothing to ask. */
function mayBeChecked(path: string, text: string, tree: SourceTree): boolean {
  const isScript = /^jsx?$/.test(languageOf(path) ?? '');
  return !isScript || /@ts-check/.test(text) || checksScripts(tree);
}

const checking = new WeakMap<SourceTree, boolean>();

function checksScripts(tree: SourceTree): boolean {
  const known = checking.get(tree);
  if (known !== undefined) return known;
  const found = [...tree.files].some(([path, text]) => /[tj]sconfig[^/]*\.json$/.test(path) && /"checkJs"/.test(text));
  checking.set(tree, found);
  return found;
}
