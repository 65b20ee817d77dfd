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
  const silent = [...byFunction].filter(([, own]) => own.every(({ id }) => saysNothing(seen.get(id))));
  const found = new Set(silent.map(([path]) => path));
  return disturbed.some(({ plan }) => !found.has(plan.path.join('.'))) ? found : new Set();
}

function saysNothing(observation: Observation | undefined): boolean {
  if (!observation || observation.outcome !== 'returned') return true;
  return observation.value?.literal === 'undefined' || observation.value?.literal === 'None';
}
