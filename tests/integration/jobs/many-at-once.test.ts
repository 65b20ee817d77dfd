import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import type { TaskPayload } from '@iama/contracts/task/payload';
import { leaks } from '../../support/reservations.ts';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

/** How one job's client misbehaves. */
interface Manners {
  /** Every result is sent this often, at the same moment. */
  readonly results: number;
  /** Every task is asked for by this many clients at the same moment. */
  readonly rivals: number;
  readonly cancel_at: TaskPayload['kind'] | null;
}

const MANNERS = fc.record<Manners>({
  results: fc.integer({ min: 1, max: 3 }),
  rivals: fc.integer({ min: 1, max: 3 }),
  cancel_at: fc.constantFrom(null, null, null, 'characterize', 'run_recipe'),
});

const SEED = 20_261_120;

describe('many jobs at once, with clients that repeat themselves and get in each other’s way', () => {
  let spine: Spine;

  before(async () => {
    spine = await openSpine();
  });

  after(() => spine.close());

  it(`all come to the end that they should (seed ${SEED})`, async function () {
    this.timeout(30_000);
    const manners = fc.sample(MANNERS, { numRuns: 30, seed: SEED });
    const ends = await Promise.all(manners.map((each) => live(spine, each)));
    assert.deepEqual(
      ends,
      manners.map(({ cancel_at }) => (cancel_at === null ? 'DELIVERED' : 'FAILED')),
    );
  });

  it('leave logs without gaps, no open task, no timer, no activity and nothing set aside behind', async () => {
    assert.equal(await leaks(spine), 0);
    const [logs] = await spine.db.execute<{ broken: number }>(sql`
      SELECT count(*)::int AS broken FROM jobs j LEFT JOIN LATERAL (
        SELECT count(*) AS rows, max(seq) AS last FROM job_events e WHERE e.job_id = j.id
      ) e ON true WHERE e.rows <> j.last_seq OR e.last <> j.last_seq`);
    assert.equal(logs?.broken, 0);
    const [left] = await spine.db.execute<Record<string, number>>(sql`SELECT
      (SELECT count(*)::int FROM job_tasks WHERE status IN ('offered', 'leased')) AS tasks,
      (SELECT count(*)::int FROM job_timers) AS timers,
      (SELECT count(*)::int FROM job_activities) AS activities`);
    assert.deepEqual({ ...left }, { tasks: 0, timers: 0, activities: 0 });
    const [twice] = await spine.db.execute<{ jobs: number }>(sql`
      SELECT count(*)::int AS jobs FROM (
        SELECT job_id, kind FROM job_artifacts WHERE kind IN ('proposals', 'evidence', 'analysis')
        GROUP BY 1, 2 HAVING count(*) > 1) AS t`);
    assert.equal(twice?.jobs, 0);
  });
});

async function live(spine: Spine, manners: Manners): Promise<string> {
  const client = await ScriptedClient.begin(spine);
  client.manners(manners.rivals, manners.results);
  try {
    await client.agree();
    for (const [kind, nth] of [
      ['characterize', 1],
      ['run_tests', 1],
      ['run_recipe', 1],
      ['run_tests', 2],
    ] as const) {
      await client.waitForTask(kind, nth);
      if (manners.cancel_at === kind) {
        const { job_id } = client;
        await Promise.allSettled([client.do(kind, GOOD, nth), cancelJob(spine, client.actor, { job_id })]);
        break;
      }
      await client.do(kind, GOOD, nth);
    }
    await client.waitForState(manners.cancel_at === null ? 'DELIVERED' : 'FAILED');
    return (await client.job()).state;
  } finally {
    client.close();
  }
}
