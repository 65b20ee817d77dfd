import { and, asc, desc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import { User } from '@iama/contracts/auth/auth';
import type { Entitlements } from '@iama/contracts/usage/quota';
import type { JobReservation } from '@iama/contracts/usage/usage';
import type { QuotaReads } from '../../app/ports/quota-store.ts';
import type { Executor } from '../executor.ts';
import { billingCheckpointRecords } from '../schema/billing-checkpoint-records.ts';
import { entitlementSnapshots } from '../schema/entitlement-snapshots.ts';
import { jobs } from '../schema/jobs.ts';
import { plans } from '../schema/plans.ts';
import { quotaReservations } from '../schema/quota-reservations.ts';
import { users } from '../schema/users.ts';
import { modelUse } from './model-use.pg.ts';

const held = quotaReservations;

export function quotaReads(db: Executor): QuotaReads {
  return {
    async plan(user_id) {
      const [row] = await db
        .select({ tier: plans.tier, daily_jobs: plans.daily_jobs, monthly_credits: plans.monthly_credits })
        .from(users)
        .innerJoin(plans, eq(plans.tier, users.tier))
        .where(eq(users.id, user_id));
      if (!row) throw new Error(`There is no plan for the account ${user_id}`);
      return row;
    },

    async plans() {
      const { tier, daily_jobs, monthly_credits } = plans;
      const rows = await db.select({ tier, daily_jobs, monthly_credits }).from(plans);
      const order = User.shape.tier.options;
      return rows.toSorted((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
    },

    entitlements: async (job_id) => (await entitlementsOf(db, [job_id])).get(job_id) ?? null,

    async use(user_id, day, billing_cycle) {
      const of_cycle = sql`${held.billing_cycle} = ${billing_cycle}`;
      const [row] = await db
        .select({
          jobs_today: sql<number>`(count(*) FILTER (WHERE ${held.day} = ${day}))::int`,
          used_credits: sql<number>`coalesce(sum(${held.used_credits}) FILTER (WHERE ${of_cycle}), 0)::int`,
          held_credits: sql<number>`coalesce(sum(${held.held_credits}) FILTER (WHERE ${of_cycle} AND ${isHeld}), 0)::int`,
          jobs_under_way: sql<number>`(count(*) FILTER (WHERE ${isHeld}))::int`,
        })
        .from(held)
        // A day is in its cycle.
        .where(and(eq(held.user_id, user_id), ne(held.status, 'released'), or(of_cycle, isHeld)));
      return row ?? { jobs_today: 0, used_credits: 0, held_credits: 0, jobs_under_way: 0 };
    },

    async pastCredits(user_id, limit) {
      const rows = await db
        .select({ used_credits: held.used_credits })
        .from(held)
        .where(and(eq(held.user_id, user_id), eq(held.status, 'consumed')))
        .orderBy(desc(held.reserved_at), desc(held.id))
        .limit(limit);
      return rows.map((row) => row.used_credits);
    },

    async ofJob({ org_id, user_id }, job_id) {
      const [row] = await db
        .select()
        .from(held)
        .where(and(eq(held.job_id, job_id), eq(held.org_id, org_id), eq(held.user_id, user_id)))
        .orderBy(desc(sql`${held.status} <> 'released'`), desc(held.reserved_at))
        .limit(1);
      return row ? presentReservation(row) : null;
    },

    async checkpoints(job_id) {
      const { at, state, transition, reason, credits } = billingCheckpointRecords;
      const rows = await db
        .select({ at, state, transition, reason, credits })
        .from(billingCheckpointRecords)
        .where(eq(billingCheckpointRecords.job_id, job_id))
        // A job that begins again past its checkpoint is written down twice in one moment.
        .orderBy(asc(at), sql`array_position(ARRAY['reserved', 'checkpoint', 'consumed', 'released'], ${transition})`);
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    },

    async jobCounts({ org_id, user_id }, billing_cycle) {
      const [row] = await db
        .select({
          held: countOf('held'),
          consumed: countOf('consumed'),
          released: countOf('released'),
          used_credits: sql<number>`coalesce(sum(${held.used_credits}), 0)::int`,
        })
        .from(held)
        .where(ofCycle(org_id, user_id, billing_cycle));
      return row ?? { held: 0, consumed: 0, released: 0, used_credits: 0 };
    },

    async jobs({ org_id, user_id }, billing_cycle, limit) {
      const rows = await db
        .select({ reservation: held, recipe_id: jobs.recipe_id, state: jobs.state })
        .from(held)
        .leftJoin(jobs, eq(jobs.id, held.job_id))
        .where(ofCycle(org_id, user_id, billing_cycle))
        .orderBy(desc(held.reserved_at), desc(held.id))
        .limit(limit);
      return rows.map(({ reservation, recipe_id, state }) => ({
        ...presentReservation(reservation),
        recipe_id,
        state,
      }));
    },

    models: (of) => modelUse(db, of),
  };
}

/** What was written when these jobs were started. */
export async function entitlementsOf(db: Executor, job_ids: string[]): Promise<Map<string, Entitlements>> {
  const { job_id, body } = entitlementSnapshots;
  const rows = await db.select({ job_id, body }).from(entitlementSnapshots).where(inArray(job_id, job_ids));
  return new Map(rows.map((row) => [row.job_id, row.body]));
}

const isHeld = sql`${held.status} = 'held'`;

function countOf(status: JobReservation['status']) {
  return sql<number>`(count(*) FILTER (WHERE ${held.status} = ${status}))::int`;
}

function ofCycle(org_id: string, user_id: string, billing_cycle: string) {
  return and(eq(held.org_id, org_id), eq(held.user_id, user_id), eq(held.billing_cycle, billing_cycle));
}

function presentReservation(row: typeof quotaReservations.$inferSelect): JobReservation {
  const { job_id, billing_cycle, status, reason, held_credits, used_credits, reserved_at, settled_at } = row;
  return {
    job_id,
    billing_cycle,
    status,
    reason,
    held_credits: status === 'held' ? held_credits : 0,
    used_credits,
    reserved_at: reserved_at.toISOString(),
    settled_at: settled_at?.toISOString() ?? null,
  };
}
