import type { Translate } from '../translate.ts';
import type { Decision, PlacedDecision } from './review-state.ts';

/** At most this many hunks are named; the Changes view shows all. */
const NAMED = 3;

/** What moved along with a decision, or could not be done, and why; null when it did just what was asked. */
export function decisionWords({ accepts, along, tied }: Decision, t: Translate): string | null {
  if (tied.length > 0) {
    return t('These lines cannot be taken apart, because other changes count on all of them: {0}', list(tied));
  }
  if (along.length === 0) return null;
  return accepts
    ? t('Accepted along, because it is needed: {0}', list(along))
    : t('Rejected along, because it needs what you rejected: {0}', list(along));
}

function list(placed: readonly PlacedDecision[]): string {
  const named = placed.slice(0, NAMED).map(({ hunk, file, because }) => {
    const place = `${file.path}:${hunk.old_start}`;
    return because === null ? place : `${place} (${because})`;
  });
  return named.join('; ') + (placed.length > NAMED ? ' …' : '');
}
