import type { SourceTree } from '../recipe/recipe.ts';
import { parseModule } from './parse.ts';
import type { ParseOutcome } from './parse.ts';

/**
 * A parsed program takes some sixty times the memory of its text, so only this much text (in UTF-16 code units) stays
 * parsed at a time, what was used last. Most repositories fit and are parsed once.
 */
const MOST_PARSED = 6_000_000;

/** Parsed files of one tree. A file is parsed when it is first asked for; a path without text gives null. */
export interface ParseCache {
  readonly get: (path: string) => ParseOutcome | null;
}

const cacheByTree = new WeakMap<SourceTree, ParseCache>();

/** The cache that belongs to a tree: three plans over one tree parse each file once. It goes when the tree goes. */
export function parsesOf(tree: SourceTree): ParseCache {
  const known = cacheByTree.get(tree);
  if (known) return known;
  const outcomes = new Map<string, ParseOutcome>();
  let held = 0;
  const sizeOf = (path: string) => tree.files.get(path)?.length ?? 0;
  const cache: ParseCache = {
    get(path) {
      const text = tree.files.get(path);
      if (text === undefined) return null;
      const found = outcomes.get(path);
      const outcome = found ?? parseModule(path, text);
      // A map keeps the order of insertion: the first entry is the one that was not used for the longest time.
      if (!outcomes.delete(path)) held += text.length;
      outcomes.set(path, outcome);
      for (const oldest of outcomes.keys()) {
        if (held <= MOST_PARSED || oldest === path) break;
        outcomes.delete(oldest);
        held -= sizeOf(oldest);
      }
      return outcome;
    },
  };
  cacheByTree.set(tree, cache);
  return cache;
}
