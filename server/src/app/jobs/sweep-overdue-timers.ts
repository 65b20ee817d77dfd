import type { AppDeps } from '../deps.ts';
import { fireTimer } from './fire-timer.ts';
import { sweepEach } from './sweep-each.ts';

const ROUND = 100;

/** Lateness that the queue has never needed; past it the entry counts as lost. */
const OVERDUE_MS = 30_000;

/** Fires timers whose queue entry is gone: the row is the truth, and no job waits for ever. How many. */
export async function sweepOverdueTimers(deps: AppDeps): Promise<number> {
  const due_before = new Date(deps.clock.now().getTime() - OVERDUE_MS);
  return sweepEach(deps, await deps.store.read.timers.overdue(due_before, ROUND), (timer) => {
    deps.log.warn({ job_id: timer.job_id, timer: timer.timer }, 'A timer is overdue; it is fired now');
    return fireTimer(deps, timer);
  });
}
