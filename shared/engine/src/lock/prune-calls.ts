import type { CallPlan, Observation } from './observation.ts';
import type { DroppedCall, SettledCalls } from './settle-observations.ts';

/** So many calls of one function that the interpreter itself refuses in the same way say as much as all. */
const MOST_REFUSED = 2;

/** Leave out calls that say once more what others say: that Python refuses a value of the wrong type. Pure. */
export function pruneCalls({ kept, dropped }: SettledCalls): SettledCalls {
  const counts = new Map<string, number>();
  const left: DroppedCall[] = [];
  const rest = kept.filter(({ plan, observation }) => {
    const key = refusalOf(plan, observation);
    if (key === null) return true;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > MOST_REFUSED) left.push({ plan, reason: 'Python refuses it like two others.' });
    return count <= MOST_REFUSED;
  });
  return { kept: rest, dropped: [...dropped, ...left] };
}

function refusalOf({ path, method }: CallPlan, { error, changed, seen, receiver }: Observation): string | null {
  const says = changed.some((each) => each !== null) || seen.length > 0 || receiver !== null;
  if (!error || error.is_own !== false || says) return null;
  return [...path, method, error.name].join(' ');
}
