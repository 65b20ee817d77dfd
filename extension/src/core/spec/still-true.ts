import type { Anchor } from '@iama/contracts/job/anchor';
import type { Spec } from '@iama/contracts/job/spec';
import { staleItems } from '@iama/engine/spec/stale-items';
import { z } from 'zod';

/** What a person has said of clauses: that they hold for the code as it was then, by the clause's id. */
export type StillTrue = Readonly<Record<string, string>>;

/** Out of what was kept; nothing where that cannot be read. */
export function readStillTrue(kept: unknown): StillTrue {
  return z.record(z.string(), z.string()).safeParse(kept).data ?? {};
}

type Clauses = Pick<Spec, 'bdd' | 'sdd'>;

/** The same, with this clause said to hold for the code as it is `now`. */
export function sayStillTrue(said: StillTrue, spec: Clauses, now: readonly Anchor[], id: string): StillTrue {
  return { ...said, [id]: codeOf(spec, now, id) };
}

/** The specification without the anchors of clauses that a person has looked at since their code changed: nobody is asked twice. */
export function exceptStillTrue(said: StillTrue, spec: Clauses, now: readonly Anchor[]): Clauses {
  const settled = new Set(staleItems(spec, now).flatMap(({ id }) => (said[id] === codeOf(spec, now, id) ? [id] : [])));
  const without = <Item extends { readonly id: string }>(items: readonly Item[]): Item[] =>
    items.map((item) => (settled.has(item.id) ? { ...item, anchors: [] } : item));
  return { bdd: without(spec.bdd), sdd: without(spec.sdd) };
}

/** The clause, and all that it stands on as it is now: another word of either, and it has to be looked at again. */
function codeOf({ bdd, sdd }: Clauses, now: readonly Anchor[], id: string): string {
  const item = [...bdd, ...sdd].find((each) => each.id === id);
  const hashes = new Map(now.map(({ path, symbol, sha256 }) => [`${path}#${symbol}`, sha256]));
  return (item?.anchors ?? [])
    .map(({ path, symbol }) => `${path}#${symbol}=${hashes.get(`${path}#${symbol}`) ?? ''}`)
    .join('\n');
}
