import type { Finding } from '@iama/contracts/recipe';

/** Ties of findings, as sets that only make sense together. */
export class Ties {
  readonly #parent = new Map<string, string>();

  join(a: string, b: string): void {
    const [first, second] = [this.#root(a), this.#root(b)];
    // The smallest id names the group, so that the name does not depend on the order of ties.
    if (first < second) this.#parent.set(second, first);
    else if (second < first) this.#parent.set(first, second);
  }

  /** Findings with their group: null for one that stands alone. */
  group(findings: readonly Finding[]): Finding[] {
    const sizes = new Map<string, number>();
    for (const { id } of findings) sizes.set(this.#root(id), (sizes.get(this.#root(id)) ?? 0) + 1);
    return findings.map((finding) => {
      const root = this.#root(finding.id);
      return { ...finding, group: (sizes.get(root) ?? 0) > 1 ? root : null };
    });
  }

  #root(id: string): string {
    let at = id;
    for (let up = this.#parent.get(at); up !== undefined; up = this.#parent.get(at)) at = up;
    return at;
  }
}
