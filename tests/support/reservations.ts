import { sql } from 'drizzle-orm';
import type { Spine } from './spine.ts';

type Limits = { readonly daily_jobs: number | null; readonly monthly_credits: number | null };

/** Changes what everybody's plan includes, in this test's database. */
export async function setLimits(spine: Spine, { daily_jobs, monthly_credits }: Limits): Promise<void> {
  await spine.db.execute(sql`UPDATE plans SET daily_jobs = ${daily_jobs}, monthly_credits = ${monthly_credits}`);
}

/** `<status>:<reason>` of every reservation of a job, oldest first. */
export async function reservationsOf(spine: Spine, job_id: string): Promise<string[]> {
  const rows = await spine.db.execute<{ said: string }>(sql`
    SELECT status || coalesce(':' || reason, '') AS said FROM quota_reservations WHERE job_id = ${job_id} ORDER BY reserved_at`);
  return rows.map(({ said }) => said);
}

/** What was written down of a job's reservation, in order: `<transition>@<state>`. */
export async function checkpointsOf(spine: Spine, job_id: string): Promise<string[]> {
  const rows = await spine.db.execute<{ said: string }>(sql`
    SELECT transition || '@' || state AS said FROM billing_checkpoint_records WHERE job_id = ${job_id}
    ORDER BY epoch, array_position(ARRAY['reserved', 'checkpoint', 'consumed', 'released'], transition)`);
  return rows.map(({ said }) => said);
}

/** Jobs at rest that hold something, and jobs under way that hold nothing and were not billed: there must be none. */
export async function leaks(spine: Spine): Promise<number> {
  const [row] = await spine.db.execute<{ leaks: number }>(sql`
    SELECT count(*)::int AS leaks FROM jobs j LEFT JOIN quota_reservations r ON r.job_id = j.id AND r.status <> 'released'
    WHERE CASE WHEN j.state IN ('PENDING', 'DELIVERED', 'FALLBACK_REQUIRED', 'FAILED')
      THEN r.status = 'held' ELSE r.status IS NULL END`);
  return row?.leaks ?? -1;
}
