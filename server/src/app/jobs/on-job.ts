import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import type { JobRecord } from '../ports/job-store.ts';
import type { Transaction } from '../ports/store.ts';
import { LockedJob } from './locked-job.ts';

/** Does something to one job of the actor's, in one transaction that holds the job's row. */
export function onJob<T>(
  deps: Pick<AppDeps, 'store' | 'clock'>,
  actor: Actor,
  job_id: string,
  work: (tx: Transaction, job: LockedJob) => Promise<T>,
): Promise<T> {
  return deps.store.transaction(async (tx) => {
    const record = await tx.jobs.lock(job_id);
    if (record === null || record.org_id !== actor.org_id || record.user_id !== actor.user_id) {
      throw new AppError('NOT_FOUND');
    }
    const job = new LockedJob(record, deps.clock.now());
    const result = await work(tx, job);
    await job.write(tx);
    return result;
  });
}

/** The same for the spine itself, which acts for nobody. Null when there is no such job. */
export function onAnyJob<T>(
  deps: Pick<AppDeps, 'store' | 'clock'>,
  job_id: string,
  work: (tx: Transaction, job: LockedJob) => Promise<T>,
): Promise<T | null> {
  return deps.store.transaction(async (tx) => onRecord(deps, tx, await tx.jobs.lock(job_id), work));
}

/** The same for sweeps, which come round again: null as well when somebody else has the job in hand. */
export function onIdleJob<T>(
  deps: Pick<AppDeps, 'store' | 'clock'>,
  job_id: string,
  work: (tx: Transaction, job: LockedJob) => Promise<T>,
): Promise<T | null> {
  return deps.store.transaction(async (tx) => onRecord(deps, tx, await tx.jobs.lockUnlessBusy(job_id), work));
}

/**
 * The same for many at once, in one transaction: whoever has many jobs to move pays for one commit. What is in somebody else's hands
 * is left out. One that fails takes all of them back, so that the caller has to go on with them one by one. How many `work` was true for.
 */
export function onIdleJobs(
  deps: Pick<AppDeps, 'store' | 'clock'>,
  job_ids: readonly string[],
  work: (tx: Transaction, job: LockedJob) => Promise<boolean>,
): Promise<number> {
  return deps.store.together(async (tx) => {
    const now = deps.clock.now();
    const jobs = (await tx.jobs.lockIdle(job_ids)).map((record) => new LockedJob(record, now));
    const done = await allDone(jobs.map((job) => work(tx, job)));
    await allDone(jobs.map((job) => job.write(tx)));
    return done.filter(Boolean).length;
  });
}

/** Waits for all of them before it rejects: what is still on its way to the database must not come after the end of its transaction. */
async function allDone<T>(under_way: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(under_way);
  return Promise.all(under_way);
}

async function onRecord<T>(
  deps: Pick<AppDeps, 'clock'>,
  tx: Transaction,
  record: JobRecord | null,
  work: (tx: Transaction, job: LockedJob) => Promise<T>,
): Promise<T | null> {
  if (record === null) return null;
  const job = new LockedJob(record, deps.clock.now());
  const result = await work(tx, job);
  await job.write(tx);
  return result;
}
