import { same } from './same.ts';

/** Names that either side added, without those that either side took out; in the order of the side that changed it. */
export function mergeSets(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  if (same(mine, base)) return [...theirs];
  if (same(theirs, base)) return [...mine];
  const [old, own, other] = [new Set(base), new Set(mine), new Set(theirs)];
  const left = theirs.filter((name) => own.has(name) || !old.has(name));
  return [...left, ...mine.filter((name) => !other.has(name) && !old.has(name))];
}
