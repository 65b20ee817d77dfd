import { same } from './same.ts';

/**
 * The order of `kept`: that of the side which moved something, with what only the other side has behind its neighbour there.
 * Where both moved the same items differently it is that of `mine`, and a conflict.
 */
export function mergeOrder(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  kept: ReadonlySet<string>,
): { readonly keys: readonly string[]; readonly conflict: boolean } {
  const [here, there] = [moved(base, mine), moved(base, theirs)];
  const conflict = here && there && !same(shared(mine, theirs), shared(theirs, mine));
  const [leading, following] = here ? [mine, theirs] : [theirs, mine];
  const keys = leading.filter((key) => kept.has(key));
  for (const [place, key] of following.entries()) {
    if (!kept.has(key) || keys.includes(key)) continue;
    const before = following.slice(0, place).findLast((neighbour) => keys.includes(neighbour));
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
  }
  return { keys, conflict };
}

function moved(base: readonly string[], side: readonly string[]): boolean {
  return !same(shared(base, side), shared(side, base));
}

function shared(keys: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return keys.filter((key) => known.has(key));
}
