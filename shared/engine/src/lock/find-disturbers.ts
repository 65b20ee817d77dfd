import type { CallPlan, Observation } from './observation.ts';
import { DEPENDS_ON_ORDER } from './settle-observations.ts';
import type { DroppedCall } from './settle-observations.ts';

/**
 * Functions, by their dotted paths, that are better not called beside others: they give nothing back, and results of others depend on
 * the calls before them. Empty where none do. Pure.
 */
export function findDisturbers(
  calls: readonly CallPlan[],
  seen: ReadonlyMap<string, Observation>,
  dropped: readonly DroppedCall[],
): ReadonlySet<string> {
  const disturbed = dropped.filter(({ reason }) => reason === DEPENDS_ON_ORDER);
  if (disturbed.length === 0) return new Set();
  const byFunction = Map.groupBy(
    calls.filter(({ form }) => form === 'function'),
    ({ path }) => path.join('.'),
  );
  const silent = [...byFunction].filter(([, own]) => {
    const observed = own.map(({ id }) => seen.get(id));
    return observed.every(saysNothing) && observed.some((each) => each?.outcome === 'returned');
  });
  const found = new Set(silent.map(([path]) => path));
  return disturbed.some(({ plan }) => !found.has(plan.path.join('.'))) ? found : new Set();
}

function saysNothing(observation: Observation | undefined): boolean {
  if (!observation || observation.effects.length > 0) return false;
  const { outcome, value, changed, seen } = observation;
  if (seen.length > 0 || changed.some((each) => each !== null)) return false;
  return outcome === 'threw' || (outcome === 'returned' && /^(undefined|None)$/.test(value?.literal ?? ''));
}
