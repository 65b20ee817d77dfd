import { keyWords } from './spell-key.ts';

const MOST = 5;

/**
 * Keys that are like the one that was not found, likeliest first: the same words written otherwise, few letters apart, or
 * one with something before or after it.
 */
export function nearMissKeys(wanted: string, known: Iterable<string>): readonly string[] {
  const words = keyWords(wanted).join('-');
  const limit = Math.max(1, Math.floor(words.length / 5));
  const scored: { readonly key: string; readonly distance: number }[] = [];
  for (const key of new Set(known)) {
    if (key === wanted) continue;
    const distance = distanceBetween(words, keyWords(key).join('-'), limit);
    if (distance !== null) scored.push({ key, distance });
  }
  return scored
    .toSorted((a, b) => a.distance - b.distance || a.key.length - b.key.length || (a.key < b.key ? -1 : 1))
    .slice(0, MOST)
    .map(({ key }) => key);
}

function distanceBetween(wanted: string, known: string, limit: number): number | null {
  if (wanted === known) return 0;
  const distance = editDistance(wanted, known, limit);
  if (distance <= limit) return distance;
  const [short, long] = wanted.length < known.length ? [wanted, known] : [known, wanted];
  const isPart = long.startsWith(`${short}-`) || long.endsWith(`-${short}`);
  return isPart && short.length >= 4 ? limit + 1 : null;
}

/** Letters to change, add, take away or swap with their neighbour; more than `limit` is only known to be more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      let best = Math.min(
        (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      current.push(best);
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length] ?? 0;
}
