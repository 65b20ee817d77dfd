import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { BillingReason } from '@iama/contracts/usage/quota';
import type { QuotaStore } from '../../app/ports/quota-store.ts';
import type { Executor } from '../executor.ts';
import { billingCheckpointRecords } from '../schema/billing-checkpoint-records.ts';
import { entitlementSnapshots } from '../schema/entitlement-snapshots.ts';
import { quotaReservations } from '../schema/quota-reservations.ts';
import { usageLedger } from '../schema/usage-ledger.ts';
import { quotaReads } from './quota-reads.pg.ts';

const { id, job_id, status, checkpoint_at } = quotaReservations;

export function quotaStore(tx: Executor): QuotaStore {
  return {
    ...quotaReads(tx),

    async lock(user_id) {
      await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`quota:${user_id}`}, 0))`);
    },

    async keepEntitlements(job, body, created_at) {
      const { tier } = body;
      await tx
        .insert(entitlementSnapshots)
        .values({ ...job, tier, body, created_at })
        .onConflictDoNothing();
    },

    async standing(of_job) {
      const [row] = await standingReservations(tx, [of_job]);
      if (!row) return null;
      const { job_id: _, ...reservation } = row;
      return reservation;
    },

    async hold(reservation) {
      const { day, held_credits, reserved_at } = reservation;
      const again = { checkpoint_at: null, reason: null, settled_at: null };
      const [row] = await tx
        .insert(quotaReservations)
        .values({ ...reservation, status: 'held' })
        .onConflictDoUpdate({
          target: quotaReservations.idempotency_key,
          set: { status: 'held', day, held_credits, reserved_at, ...again },
          setWhere: eq(status, 'released'),
        })
        .returning({ id });
      return row?.id ?? null;
    },

    async pass(reservation_id, at) {
      const rows = await tx
        .update(quotaReservations)
        .set({ checkpoint_at: at })
        .where(and(eq(id, reservation_id), eq(status, 'held'), isNull(checkpoint_at)))
        .returning({ id });
      return rows.length === 1;
    },

    async consume(reservation_id, used_credits, reason, settled_at) {
      const rows = await tx
        .update(quotaReservations)
        .set({ status: 'consumed', used_credits, reason, settled_at })
        .where(and(eq(id, reservation_id), inArray(status, ['held', 'consumed'])))
        .returning({ id });
      return rows.length === 1;
    },

    release: async (reservation_id, reason, at) =>
      (await releaseReservations(tx, [reservation_id], reason, at)).length === 1,

    async costOf(of_job) {
      const [row] = await tx
        .select({ cost: sql`coalesce(sum(${usageLedger.cost_nano_usd}), 0)::text`.mapWith(Number) })
        .from(usageLedger)
        .where(and(eq(usageLedger.job_id, of_job), eq(usageLedger.certain, true)));
      return row?.cost ?? 0;
    },

    async append(record) {
      await tx.insert(billingCheckpointRecords).values(record);
    },
  };
}

/** Of all these jobs, each with its row locked. */
export function standingReservations(tx: Executor, job_ids: string[]) {
  return tx
    .select({ id, status, checkpoint_at, job_id })
    .from(quotaReservations)
    .where(and(inArray(job_id, job_ids), ne(status, 'released')))
    .orderBy(asc(id))
    .for('update');
}

/** Those of them that were held. */
export async function releaseReservations(
  tx: Executor,
  ids: string[],
  reason: BillingReason,
  settled_at: Date,
): Promise<string[]> {
  const rows = await tx
    .update(quotaReservations)
    .set({ status: 'released', reason, settled_at })
    .where(and(inArray(id, ids), eq(status, 'held')))
    .returning({ id });
  return rows.map((row) => row.id);
}
