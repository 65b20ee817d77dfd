import type { Anchor } from '@iama/contracts/job/anchor';
import type { Spec } from '@iama/contracts/job/spec';
import { staleItems } from '@iama/engine/spec/stale-items';
import type { Translate } from '../translate.ts';

/**
 * What stands beside each stale clause, by its id, in the person's language. `now` is what the executor has read of the files that
 * the clauses are anchored in.
 */
export function staleMarks(
  spec: Pick<Spec, 'bdd' | 'sdd'>,
  now: readonly Anchor[],
  t: Translate,
): ReadonlyMap<string, string> {
  return new Map(
    staleItems(spec, now).map(({ id, symbols }) => {
      const names = symbols.map(({ symbol }) => symbol).join(', ');
      const gone = symbols.every((each) => each.gone);
      const sentence = gone
        ? t('Stale: the code no longer has {0}, which this clause speaks of', names)
        : t('Stale: {0} has changed since this clause was written', names);
      return [id, sentence];
    }),
  );
}
