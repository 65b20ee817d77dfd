import { and, eq, lt } from 'drizzle-orm';
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

    async dropBefore(job_id, epoch) {
      const older = and(eq(jobActivities.job_id, job_id), lt(jobActivities.epoch, epoch));
      const rows = await db.delete(jobActivities).where(older).returning({ id: jobActivities.id });
      return rows.map((row) => row.id);
    },
  };
}
