import postgres from 'postgres';
import { ROW_FAULTS } from '../support/row-faults.ts';

/**
 * A specification is kept twice, as written and as approved, and so is the analysis of a goal, as read and as planned; everything else an attempt leaves behind is kept once.
 *
 * Everything that must not be found after the storm, each as a query for the rows that break it. What was lost shows as
 * a gap or a missing row, what happened twice as a second row, what is stuck as work nobody will do.
 */
const FAULTS: Readonly<Record<string, string>> = {
  ...ROW_FAULTS,
  'a job that has not ended': `SELECT id FROM jobs WHERE state NOT IN ('DELIVERED', 'FAILED', 'FALLBACK_REQUIRED')`,
  'a job whose log has a gap or a double': `
    SELECT j.id FROM jobs j LEFT JOIN job_events e ON e.job_id = j.id GROUP BY j.id
    HAVING count(e.seq) <> j.last_seq OR min(e.seq) <> 1 OR max(e.seq) <> j.last_seq`,
  'a state change that does not begin where the last one ended': `
    SELECT job_id FROM (
      SELECT job_id, data->>'from' AS "from", lag(data->>'to') OVER (PARTITION BY job_id ORDER BY seq) AS before
      FROM job_events WHERE type = 'state_change') AS moves
    WHERE "from" IS DISTINCT FROM before`,
  'an epoch that did not rise': `
    SELECT job_id FROM (
      SELECT job_id, (data->>'epoch')::int AS epoch,
        lag((data->>'epoch')::int) OVER (PARTITION BY job_id ORDER BY seq) AS before
      FROM job_events WHERE type = 'state_change') AS moves
    WHERE before >= epoch`,
  'an artifact made twice': `
    SELECT a.job_id || ' ' || a.kind FROM job_artifacts a JOIN jobs j ON j.id = a.job_id GROUP BY a.job_id, a.kind, a.attempt, j.goal
    HAVING count(*) > CASE WHEN a.kind = 'spec' OR (a.kind = 'analysis' AND j.goal IS NOT NULL) THEN 2 ELSE 1 END`,
  'a task done twice in one epoch': `
    SELECT job_id FROM job_tasks WHERE status = 'completed' GROUP BY job_id, epoch, kind HAVING count(*) > 1`,
  'a delivered job without exactly one evidence': `
    SELECT j.id FROM jobs j LEFT JOIN job_artifacts a ON a.job_id = j.id AND a.kind = 'evidence'
    WHERE j.state = 'DELIVERED' GROUP BY j.id HAVING count(a.id) <> 1`,
  'an attempt that began or ended other than once': `
    SELECT job_id FROM job_events WHERE type IN ('attempt_start', 'attempt_end')
    GROUP BY job_id, type, data->>'attempt' HAVING count(*) > 1`,
  'an ended job that said so other than once': `
    SELECT j.id FROM jobs j LEFT JOIN job_events e ON e.job_id = j.id AND e.type = 'completion' AND e.data->>'state' = j.state
    WHERE j.state IN ('DELIVERED', 'FAILED', 'FALLBACK_REQUIRED') GROUP BY j.id HAVING count(e.seq) <> 1`,
  'a task still offered for an ended job': `
    SELECT t.job_id FROM job_tasks t JOIN jobs j ON j.id = t.job_id
    WHERE t.status IN ('offered', 'leased') AND j.state IN ('DELIVERED', 'FAILED', 'FALLBACK_REQUIRED')`,
  'an ended job that still holds a part of the quota': `
    SELECT j.id FROM jobs j JOIN quota_reservations r ON r.job_id = j.id AND r.status = 'held'
    WHERE j.state IN ('DELIVERED', 'FAILED', 'FALLBACK_REQUIRED')`,
  'a delivered job that was not billed exactly once': `
    SELECT j.id FROM jobs j LEFT JOIN quota_reservations r ON r.job_id = j.id AND r.status = 'consumed'
    WHERE j.state = 'DELIVERED' GROUP BY j.id HAVING count(r.id) <> 1`,
};

/** Sentences about what is wrong; none when all is well. */
export async function findFaults(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1 });
  try {
    const faults: string[] = [];
    for (const [name, query] of Object.entries(FAULTS)) {
      const rows = await sql.unsafe<Record<string, string>[]>(query);
      if (rows.length > 0) faults.push(`${rows.length} × ${name}: ${Object.values(rows[0] ?? {}).join(' ')} …`);
    }
    return faults;
  } finally {
    await sql.end();
  }
}

/** How the jobs ended, for the summary. */
export async function countEndings(url: string): Promise<Record<string, number>> {
  const sql = postgres(url, { max: 1 });
  try {
    const rows = await sql<{ ending: string; count: number }[]>`
      SELECT state || coalesce(' (' || (failure->>'code') || ')', '') AS ending, count(*)::int AS count
      FROM jobs GROUP BY 1 ORDER BY 1`;
    return Object.fromEntries(rows.map(({ ending, count }) => [ending, count]));
  } finally {
    await sql.end();
  }
}
