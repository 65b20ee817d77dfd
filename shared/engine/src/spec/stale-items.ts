import type { Anchor } from '@iama/contracts/job/anchor';
import type { Spec } from '@iama/contracts/job/spec';

/** A clause, and the declarations that are others now than when it was written; `gone` ones are not there any more. */
export interface StaleItem {
  readonly id: string;
  readonly symbols: readonly { readonly path: string; readonly symbol: string; readonly gone: boolean }[];
}

/**
 * The clauses whose code has changed since they were written, in the order of the specification; each goes stale alone. `now` is
 * what the files hold, with every file that an anchor names. Clauses without anchors are never stale: nobody knows. Pure.
 */
export function staleItems({ bdd, sdd }: Pick<Spec, 'bdd' | 'sdd'>, now: readonly Anchor[]): readonly StaleItem[] {
  const hashes = new Map(now.map(({ path, symbol, sha256 }) => [`${path}\0${symbol}`, sha256]));
  return [...bdd, ...sdd].flatMap(({ id, anchors = [] }) => {
    const symbols = anchors.flatMap(({ path, symbol, sha256 }) => {
      const hash = hashes.get(`${path}\0${symbol}`);
      return hash === sha256 ? [] : [{ path, symbol, gone: hash === undefined }];
    });
    return symbols.length === 0 ? [] : [{ id, symbols }];
  });
}

/** The files that have to be looked at to know. */
export function anchoredPaths({ bdd, sdd }: Pick<Spec, 'bdd' | 'sdd'>): readonly string[] {
  return [...new Set([...bdd, ...sdd].flatMap(({ anchors = [] }) => anchors.map(({ path }) => path)))].toSorted();
}
