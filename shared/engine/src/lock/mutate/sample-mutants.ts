import type { Mutant } from './mutant.ts';

/**
 * At most `most` of them, spread over the lines and over the kinds of each line, in an order that stays fair wherever a time
 * budget ends it: the first one of every line, then the second one, and so on. Pure, the same every time.
 */
export function sampleMutants(mutants: readonly Mutant[], most: number): readonly Mutant[] {
  const byLine = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const key = `${mutant.path}:${mutant.line}`;
    byLine.set(key, [...(byLine.get(key) ?? []), mutant]);
  }
  const lines = scatter([...byLine.values()].map(byKind));
  const picked: Mutant[] = [];
  for (let round = 0; picked.length < Math.min(most, mutants.length); round += 1)
    picked.push(...lines.flatMap((line) => line[round] ?? []));
  return picked.slice(0, most);
}

/** One of each kind first. */
function byKind(line: readonly Mutant[]): readonly Mutant[] {
  const firsts = line.filter((each, at) => line.findIndex(({ kind }) => kind === each.kind) === at);
  return [...firsts, ...line.filter((each) => !firsts.includes(each))];
}

/** Neighbours far apart: a budget that ends early has then seen all of the file. */
function scatter<T>(items: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.round(items.length * 0.618));
  const coprime = [step, step + 1, step + 2, 1].find((each) => gcd(each, items.length) === 1) ?? 1;
  return items.map((_, at) => items[(at * coprime) % items.length]).filter((each) => each !== undefined);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
