import type { SourceTree } from '../recipe/recipe.ts';
import { parseModule } from './parse.ts';
import type { ParseOutcome } from './parse.ts';

/** Parsed files of one tree. A file is parsed when it is first asked for; a path without text gives null. */
export interface ParseCache {
  get(path: string): ParseOutcome | null;
}

const cacheByTree = new WeakMap<SourceTree, ParseCache>();

/** The cache that belongs to a tree: three plans over one tree parse each file once. It goes when the tree goes. */
export function parsesOf(tree: SourceTree): ParseCache {
  const known = cacheByTree.get(tree);
  if (known) return known;
  const outcomes = new Map<string, ParseOutcome>();
  const cache: ParseCache = {
    get(path) {
      const text = tree.files.get(path);
      if (text === undefined) return null;
      const outcome = outcomes.get(path) ?? parseModule(path, text);
      outcomes.set(path, outcome);
      return outcome;
    },
  };
  cacheByTree.set(tree, cache);
  return cache;
}
