import type { AuditRecord } from '../../app/ports/audit-trail.ts';
import type { Transaction } from '../../app/ports/store.ts';
import type { Executor } from '../executor.ts';
import { appendEvents } from '../stores/event-log.pg.ts';
import type { Appended } from '../stores/event-log.pg.ts';
import { gatherWrites } from './gather.ts';
import { gatheredJobs } from './gathered-jobs.pg.ts';
import { gatheredQuota } from './gathered-quota.pg.ts';
import { gatheredActivities, gatheredTasks, gatheredTimers } from './gathered-work.pg.ts';

/**
 * A transaction for many jobs at once. What ending a job takes is sent as one statement for all jobs that ask for it in the same turn;
 * all else goes its own way.
 */
export function gatheredTransaction(tx: Transaction, db: Executor): Transaction {
  const append = gatherWrites((logs: readonly Appended[]) => appendEvents(db, logs));
  return {
    ...tx,
    jobs: { ...tx.jobs, ...gatheredJobs(db) },
    events: { ...tx.events, append: (job, first_seq, events, at) => append({ job, first_seq, events, at }) },
    audit: { append: gatherWrites((rows: readonly (readonly AuditRecord[])[]) => tx.audit.append(rows.flat())) },
    tasks: { ...tx.tasks, ...gatheredTasks(db) },
    activities: { ...tx.activities, ...gatheredActivities(db) },
    timers: { ...tx.timers, ...gatheredTimers(db) },
    quota: { ...tx.quota, ...gatheredQuota(db) },
    queue: {
      ...tx.queue,
      cancelActivities: gatherWrites((ids: readonly (readonly string[])[]) => tx.queue.cancelActivities(ids.flat())),
      cancelTimers: gatherWrites((ids: readonly (readonly string[])[]) => tx.queue.cancelTimers(ids.flat())),
    },
  };
}
