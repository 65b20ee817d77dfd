import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { TaskReads, TaskStore } from '../../app/ports/task-store.ts';
import type { Executor } from '../executor.ts';
import { jobs } from '../schema/jobs.ts';
import { jobTasks } from '../schema/job-tasks.ts';

const { ordinal: _ordinal, gone_at: _gone_at, ...RECORD } = getTableColumns(jobTasks);

export function taskReads(db: Executor): TaskReads {
  return {
    async list(job_id, status) {
      return db
        .select(RECORD)
        .from(jobTasks)
        .where(and(eq(jobTasks.job_id, job_id), status && eq(jobTasks.status, status)))
        .orderBy(asc(jobTasks.ordinal));
    },

    async find(job_id, task_id) {
      const [row] = await db
        .select(RECORD)
        .from(jobTasks)
        .where(and(eq(jobTasks.job_id, job_id), eq(jobTasks.id, task_id)));
      return row ?? null;
    },

    async expiredLeases(now, limit) {
      const rows = await db
        .select({ job_id: jobTasks.job_id, task_id: jobTasks.id, lease_id: jobTasks.lease_id })
        .from(jobTasks)
        .innerJoin(jobs, eq(jobs.id, jobTasks.job_id))
        .where(and(eq(jobTasks.status, 'leased'), lt(jobTasks.lease_expires_at, now), isNull(jobs.grace_deadline_at)))
        .orderBy(asc(jobTasks.lease_expires_at))
        .limit(limit);
      return rows.flatMap(({ lease_id, ...row }) => (lease_id === null ? [] : [{ ...row, lease_id }]));
    },
  };
}

export function taskStore(db: Executor): TaskStore {
  const leasedBy = (task_id: string, lease_id: string) =>
    and(eq(jobTasks.id, task_id), eq(jobTasks.status, 'leased'), eq(jobTasks.lease_id, lease_id));

  async function change(
    where: ReturnType<typeof and>,
    set: Parameters<ReturnType<typeof db.update<typeof jobTasks>>['set']>[0],
  ) {
    const rows = await db.update(jobTasks).set(set).where(where).returning({ id: jobTasks.id });
    return rows.length;
  }

  return {
    ...taskReads(db),

    async insert(task) {
      await db.insert(jobTasks).values({
        ...task,
        ordinal: sql`(SELECT coalesce(max(ordinal), 0) + 1 FROM job_tasks WHERE job_id = ${task.job_id})`,
      });
    },

    async lease(task_id, lease) {
      const free = and(eq(jobTasks.id, task_id), eq(jobTasks.status, 'offered'));
      return (await change(free, { status: 'leased', ...lease })) === 1;
    },

    async renew(task_id, lease_id, lease_expires_at) {
      return (await change(leasedBy(task_id, lease_id), { lease_expires_at })) === 1;
    },

    async offerAgain(task_id, lease_id) {
      const offered = {
        status: 'offered' as const,
        offer: sql`${jobTasks.offer} + 1`,
        lease_id: null,
        client_session_id: null,
        lease_expires_at: null,
      };
      return (await change(leasedBy(task_id, lease_id), offered)) === 1;
    },

    // The lease stays on the row, so that handing in the same result again is known for what it is.
    async finish(task_id, lease_id, status, at) {
      return (await change(leasedBy(task_id, lease_id), { status, finished_at: at, lease_expires_at: null })) === 1;
    },

    async keepOutcome(task_id, outcome) {
      await change(and(eq(jobTasks.id, task_id), inArray(jobTasks.status, ['completed', 'failed'])), outcome);
    },

    async expire(ended_before, now, limit) {
      const kept = and(isNull(jobTasks.gone_at), lt(jobTasks.finished_at, ended_before));
      const due = await db
        .select({ id: jobTasks.id })
        .from(jobTasks)
        .innerJoin(jobs, eq(jobs.id, jobTasks.job_id))
        .where(and(kept, isNotNull(jobs.ended_at)))
        .orderBy(asc(jobTasks.finished_at))
        .limit(limit)
        // Whoever writes tasks holds their job’s row; one that somebody has in hand comes in another round.
        .for('update', { of: jobs, skipLocked: true });
      if (due.length === 0) return 0;
      const these = inArray(
        jobTasks.id,
        due.map(({ id }) => id),
      );
      return change(and(these, kept), { payload: null, answer: null, failure: null, gone_at: now });
    },

    voidBefore: async (job_id, epoch, at) => (await voidTasks(db, [job_id], epoch, at)).length,
  };
}

/** Of all these jobs; the job of each task that was open. */
export async function voidTasks(db: Executor, job_ids: string[], epoch: number, at: Date): Promise<string[]> {
  const rows = await db
    .update(jobTasks)
    .set({ status: 'void', finished_at: at, lease_expires_at: null })
    .where(
      and(
        inArray(jobTasks.job_id, job_ids),
        inArray(jobTasks.status, ['offered', 'leased']),
        lt(jobTasks.epoch, epoch),
      ),
    )
    .returning({ job_id: jobTasks.job_id });
  return rows.map(({ job_id }) => job_id);
}
