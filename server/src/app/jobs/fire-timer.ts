import type { RefactorTimer } from '../../domain/refactor/events.ts';
import type { AppDeps } from '../deps.ts';
import type { FiredTimer } from '../ports/work-source.ts';
import { tryAdvance } from './advance.ts';
import { onAnyJob } from './on-job.ts';

/** Sends a timer's event, once, unless it was cancelled or started again. Whether it counted. */
export async function fireTimer(deps: AppDeps, fired: FiredTimer): Promise<boolean> {
  const counted = await onAnyJob(deps, fired.job_id, async (tx, job) => {
    if (!(await tx.timers.take(job.id, fired.id))) {
      deps.log.info({ job_id: job.id, timer: fired.timer }, 'A timer fired that does not count any more');
      return false;
    }
    // The statechart named the timer after one of its own events.
    await tryAdvance(deps, tx, job, { type: fired.timer } as RefactorTimer, null);
    return true;
  });
  return counted === true;
}
