import { eq, isNull } from 'drizzle-orm';
import type { DeliveryReads, DeliveryStore } from '../../app/ports/delivery-store.ts';
import type { Executor } from '../executor.ts';
import { jobDeliveries } from '../schema/job-deliveries.ts';

export function deliveryReads(db: Executor): DeliveryReads {
  return {
    async find(job_id) {
      const [row] = await db.select().from(jobDeliveries).where(eq(jobDeliveries.job_id, job_id));
      return row ?? null;
    },
  };
}

export function deliveryStore(db: Executor): DeliveryStore {
  const change = async (job_id: string, set: Partial<typeof jobDeliveries.$inferInsert>) => {
    const rows = await db
      .update(jobDeliveries)
      .set(set)
      .where(eq(jobDeliveries.job_id, job_id))
      .returning({ job_id: jobDeliveries.job_id });
    return rows.length === 1;
  };
  return {
    ...deliveryReads(db),
    async stage(delivery) {
      const { patch_artifact_id, evidence_artifact_id, artifact_expires_at } = delivery;
      const rows = await db
        .insert(jobDeliveries)
        .values(delivery)
        .onConflictDoUpdate({
          target: jobDeliveries.job_id,
          set: { patch_artifact_id, evidence_artifact_id, artifact_expires_at },
          setWhere: isNull(jobDeliveries.applied),
        })
        .returning({ job_id: jobDeliveries.job_id });
      return rows.length === 1;
    },
    recordApply: (job_id, applied, at) => change(job_id, { applied, applied_at: at }),
    recordRevert: (job_id, reverted, at) => change(job_id, { reverted, reverted_at: at }),
  };
}
