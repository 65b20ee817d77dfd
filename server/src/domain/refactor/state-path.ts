import { JobState } from '@iama/contracts/job/state';

/** Nested state value of a statechart without parallel regions: `{ live: { grace: … } }`. */
export type StateValue = string | { readonly [key: string]: StateValue | undefined };

/** `{ live: 'PENDING' }` → `live.PENDING`. */
export function pathOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [entry] = Object.entries(value);
  if (entry === undefined) return '';
  const [key, inner] = entry;
  const rest = inner === undefined ? '' : pathOf(inner);
  return rest === '' ? key : `${key}.${rest}`;
}

/** `live.PENDING` → `{ live: 'PENDING' }`. */
export function valueOf(path: string): StateValue {
  const [first = '', ...rest] = path.split('.');
  return rest.length === 0 ? first : { [first]: valueOf(rest.join('.')) };
}

/** The canonical state on a path; null for a path that only runs through groups, such as the grace period. */
export function canonicalOf(path: string): JobState | null {
  for (const segment of path.split('.')) {
    const state = JobState.safeParse(segment);
    if (state.success) return state.data;
  }
  return null;
}
