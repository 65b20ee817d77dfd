import assert from 'node:assert/strict';
import { listAttempts } from '@iama/server/app/jobs/list-attempts';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { editSpec } from '@iama/server/app/specs/edit-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { completeTask } from '@iama/server/app/tasks/complete-task';
import { sql } from 'drizzle-orm';
import { ROW_FAULTS } from '../../support/row-faults.ts';
import { FINDING, testId } from '../../support/samples.ts';
import { GOOD, patchOutcome, runOutcome, ScriptedClient } from '../../support/scripted-client.ts';
import type { Answers } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const BREAKS: Answers = {
  ...GOOD,
  run_tests: ({ phase }) => runOutcome(phase, { adds: 'passed', multiplies: 'failed' }),
};
const NARROWS: Answers = {
  ...GOOD,
  run_recipe: () => patchOutcome(['src/a.js'], [{ finding_id: FINDING.id, reason: 'a test needs it' }]),
};

describe('what a job did, as rows', () => {
  let spine: Spine;
  let client: ScriptedClient;

  before(async () => {
    spine = await openSpine();
  });
  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
  });
  afterEach(() => client.close());
  after(() => spine.close());

  const faults = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const [name, query] of Object.entries(ROW_FAULTS))
      if ((await spine.db.execute(sql.raw(query))).length > 0) found.push(name);
    return found;
  };
  /** A process that is killed when all is written and nothing is committed. */
  const killed = (): Spine => ({
    ...spine,
    store: {
      ...spine.store,
      transaction: (work) =>
        spine.store.transaction(async (tx) => {
          await work(tx);
          throw new Error('killed');
        }),
    },
  });

  it('says the same as the artifacts, after a kill before each commit too', async () => {
    await client.pin();
    await client.do('run_recipe');
    const leased = await client.lease(await client.waitForTask('run_tests', 2));
    const outcome = BREAKS.run_tests({ phase: 'verification' } as never);
    const input = { task_id: leased.task.id, lease_id: leased.lease_id, outcome } as const;
    await assert.rejects(completeTask(killed(), client.actor, { job_id: client.job_id, ...input }), /killed/);
    const { items: none } = await listAttempts(spine, client.actor, { job_id: client.job_id, limit: 10 });
    assert.deepEqual([none, await faults()], [[], []]);
    const twice = await Promise.allSettled([client.complete(leased, outcome), client.complete(leased, outcome)]);
    assert.ok(twice.some(({ status }) => status === 'fulfilled'));
    await client.do('run_recipe', NARROWS, 2);
    await client.do('run_tests', GOOD, 3);
    await client.waitForState('DELIVERED');
    assert.deepEqual(await faults(), []);
  });

  it('is told page by page: what each attempt changed, and why it failed', async () => {
    await client.pin();
    await client.do('run_recipe');
    await client.do('run_tests', BREAKS, 2);
    await client.do('run_recipe', NARROWS, 2);
    await client.do('run_tests', GOOD, 3);
    await client.waitForState('DELIVERED');
    const first = await listAttempts(spine, client.actor, { job_id: client.job_id, limit: 1 });
    assert.partialDeepStrictEqual(first.items, [
      { number: 1, tier: 'builtin', verdict: 'regressed', failed_tests: [testId('multiplies')], failed_count: 1 },
    ]);
    assert.ok((first.items[0]?.files.length ?? 0) > 0);
    const cursor = first.next_cursor ?? '';
    const second = await listAttempts(spine, client.actor, { job_id: client.job_id, limit: 1, cursor });
    assert.equal(second.next_cursor, null);
    assert.partialDeepStrictEqual(second.items, [
      { number: 2, verdict: 'verified', excluded: [{ finding_id: FINDING.id }], superseded_at: null },
    ]);
    const stranger = await spine.newActor();
    await assert.rejects(listAttempts(spine, stranger, { job_id: client.job_id, limit: 1 }), { code: 'NOT_FOUND' });
  });

  it('keeps every revision with its clauses', async () => {
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    await selectProposal(spine, client.actor, { job_id: client.job_id, level: 'CONSERVATIVE' });
    const { job_id } = client;
    const spec = await getSpec(spine, client.actor, { job_id });
    const { sdd, revision_token } = spec;
    const said = sdd.map((item, place) => (place === 0 ? { ...item, statement: 'As I say.' } : item));
    await editSpec(spine, client.actor, { job_id, revision_token, sdd: said });
    assert.deepEqual(await faults(), []);
    const rows = await spine.db.execute<{ revision: number; statement: string }>(
      sql`SELECT revision, statement FROM sdd_items WHERE job_id = ${job_id} AND position = 1 ORDER BY revision`,
    );
    assert.deepEqual(
      rows.map(({ revision, statement }) => [revision, statement]),
      [
        [1, sdd[0]?.statement],
        [2, 'As I say.'],
      ],
    );
  });
});
