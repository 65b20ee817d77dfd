import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { JobReads, JobRecord, JobStore } from '../../app/ports/job-store.ts';
import { clientHeartbeatSessions } from '../schema/client-heartbeat-sessions.ts';
import { entitlementSnapshots } from '../schema/entitlement-snapshots.ts';
import { jobs } from '../schema/jobs.ts';
import type { Executor } from '../executor.ts';
import { olderThan } from './older-than.ts';

/** As the index `jobs_under_way` has it, word for word: parameters would not fit it. */
const UNDER_WAY = sql`${jobs.state} NOT IN ('PENDING', 'DELIVERED', 'FALLBACK_REQUIRED', 'FAILED')`;

export function jobReads(db: Executor): JobReads {
  return {
    async find(actor, job_id) {
      const own = and(eq(jobs.id, job_id), eq(jobs.org_id, actor.org_id), eq(jobs.user_id, actor.user_id));
      const [row] = await db.select().from(jobs).where(own);
      return row ?? null;
    },

    async list(actor, query) {
      return db
        .select()
        .from(jobs)
        .where(
          and(
            eq(jobs.org_id, actor.org_id),
            eq(jobs.user_id, actor.user_id),
            query.state ? eq(jobs.state, query.state) : undefined,
            query.project_id ? eq(jobs.project_id, query.project_id) : undefined,
            query.after ? olderThan(jobs, query.after) : undefined,
          ),
        )
        .orderBy(desc(jobs.created_at), desc(jobs.id))
        .limit(query.limit);
    },

    async underWay({ users, tiers }, limit) {
      const kept = entitlementSnapshots;
      const rows = await db
        .select({ id: jobs.id })
        .from(jobs)
        .leftJoin(kept, eq(kept.job_id, jobs.id))
        .where(and(UNDER_WAY, or(inArray(jobs.user_id, [...users]), inArray(kept.tier, [...tiers]))))
        .limit(limit);
      return rows.map((row) => row.id);
    },

    async withoutClient(seen_before, limit) {
      const seen = clientHeartbeatSessions;
      const rows = await db
        .select({ id: jobs.id })
        .from(jobs)
        .where(
          and(
            isNotNull(jobs.client_needed_since),
            isNull(jobs.grace_deadline_at),
            lt(jobs.client_needed_since, seen_before),
            sql`NOT EXISTS (SELECT FROM ${seen} WHERE ${seen.job_id} = ${jobs.id}
              AND ${seen.closed_at} IS NULL AND ${seen.last_seen_at} >= ${seen_before.toISOString()})`,
          ),
        )
        .limit(limit);
      return rows.map((row) => row.id);
    },
  };
}

export function jobStore(db: Executor): JobStore {
  return {
    ...jobReads(db),

    async insert(job) {
      await db.insert(jobs).values(job);
    },

    async lock(job_id): Promise<JobRecord | null> {
      const [row] = await db.select().from(jobs).where(eq(jobs.id, job_id)).for('update');
      return row ?? null;
    },

    async lockUnlessBusy(job_id): Promise<JobRecord | null> {
      const [row] = await db.select().from(jobs).where(eq(jobs.id, job_id)).for('update', { skipLocked: true });
      return row ?? null;
    },

    async lockIdle(job_ids) {
      const these = inArray(jobs.id, [...job_ids]);
      // In one order, as everybody who locks more than one has to.
      return db.select().from(jobs).where(these).orderBy(asc(jobs.id)).for('update', { skipLocked: true });
    },

    async update(job_id, expected, changes) {
      const rows = await db
        .update(jobs)
        .set(changes)
        .where(and(eq(jobs.id, job_id), eq(jobs.epoch, expected.epoch), eq(jobs.last_seq, expected.last_seq)))
        .returning({ id: jobs.id });
      return rows.length === 1;
    },
  };
}
