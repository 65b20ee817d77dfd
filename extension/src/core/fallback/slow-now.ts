import type { Fallback } from '@iama/contracts/job/fallback';

/**
 * What takes too long in the run that the job stands still for, in lines. A baseline that failed says so itself: attempts that were
 * made before it, of another revision, were of other tests. Pure.
 */
export function slowNow({ failure, attempts }: Pick<Fallback, 'failure' | 'attempts'>): string {
  const slow = failure?.code === 'BASELINE_TIMEOUT' ? [] : (attempts.at(-1)?.timed_out ?? []);
  return slow.length > 0 ? slow.join('\n') : (failure?.detail ?? '');
}
