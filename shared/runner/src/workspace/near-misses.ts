/** The names most like the one that was not found, best first, at most five; empty when none is close. */
export function nearMisses(wanted: string, known: readonly string[]): readonly string[] {
  const target = wanted.toLowerCase();
  const name = lastSegment(target);
  const limit = Math.max(2, Math.floor(name.length / 3));
  return known
    .map((each) => ({ each, distance: distanceTo(target, name, each.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance || a.each.length - b.each.length)
    .slice(0, 5)
    .map(({ each }) => each);
}

function distanceTo(target: string, name: string, candidate: string): number {
  if (candidate.endsWith(`/${target}`)) return 0;
  return Math.min(editDistance(target, candidate), editDistance(name, lastSegment(candidate)) + 0.5);
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Levenshtein distance; paths of a repository are short, so two rows are enough. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 12) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
