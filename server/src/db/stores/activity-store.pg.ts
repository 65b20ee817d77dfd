import { and, eq, inArray, lt } from 'drizzle-orm';
import type { ActivityReads, ActivityStore } from '../../app/ports/activity-store.ts';
import type { Executor } from '../executor.ts';
import { jobActivities } from '../schema/job-activities.ts';

export function activityReads(db: Executor): ActivityReads {
  return {
    async find(job_id, id) {
      const one = and(eq(jobActivities.job_id, job_id), eq(jobActivities.id, id));
      const [row] = await db.select().from(jobActivities).where(one);
      return row ?? null;
    },
  };
}

export function activityStore(db: Executor): ActivityStore {
  return {
    ...activityReads(db),

    async insert(activity) {
      await db.insert(jobActivities).values(activity);
    },

    async take(job_id, id, epoch) {
      const one = and(eq(jobActivities.id, id), eq(jobActivities.job_id, job_id), eq(jobActivities.epoch, epoch));
      const rows = await db.delete(jobActivities).where(one).returning({ id: jobActivities.id });
      return rows.length === 1;
    },

    dropBefore: async (job_id, epoch) => (await dropActivities(db, [job_id], epoch)).map(({ id }) => id),
  };
}

/** Of all these jobs. */
export function dropActivities(
  db: Executor,
  job_ids: string[],
  epoch: number,
): Promise<{ id: string; job_id: string }[]> {
  return db
    .delete(jobActivities)
    .where(and(inArray(jobActivities.job_id, job_ids), lt(jobActivities.epoch, epoch)))
    .returning({ id: jobActivities.id, job_id: jobActivities.job_id });
}
