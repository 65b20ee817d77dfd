import type { Finding } from '@iama/contracts/recipe';

/** How findings of a kind are counted, in words. */
export type Noun = readonly [kind: string, one: string, many: string];

/** `2 calls`, `1 print`: one text for each kind that was found. */
export function countKinds(findings: readonly Finding[], nouns: readonly Noun[]): string[] {
  return nouns.flatMap(([kind, one, many]) => {
    const count = findings.filter((finding) => finding.kind === kind).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
}

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

export function joined(list: readonly string[]): string {
  return list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
}
