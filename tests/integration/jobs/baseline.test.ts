import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { quarantineTests } from '@iama/server/app/jobs/quarantine-tests';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { reviseSpec } from '@iama/server/app/specs/revise-spec';
import { GOOD, runOutcome, ScriptedClient } from '../../support/scripted-client.ts';
import type { Answers } from '../../support/scripted-client.ts';
import { testId } from '../../support/samples.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const FAILS: Answers = {
  ...GOOD,
  run_tests: ({ phase }) => runOutcome(phase, { adds: 'passed', multiplies: 'failed' }),
};

describe('tests that fail before anything is changed', () => {
  let spine: Spine;
  let client: ScriptedClient;

  before(async () => {
    spine = await openSpine();
  });

  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
    await client.agree();
    await client.do('characterize');
    await client.do('run_tests', FAILS);
    await client.waitForState('BASELINE_VALIDATION_FAILED');
  });

  afterEach(() => client.close());

  after(() => spine.close());

  it('stop the job before an edit, and say which they are', async () => {
    const { failure, accepted_events } = await client.job();
    assert.equal(failure?.code, 'BASELINE_TESTS_FAILED');
    assert.match(failure.detail, /multiplies/);
    assert.deepEqual(accepted_events, ['revise_spec', 'quarantine_tests', 'cancel']);
  });

  it('can be left out by name, which is audited, and the baseline runs again', async () => {
    const test_ids = [testId('multiplies')];
    await quarantineTests(spine, client.actor, { job_id: client.job_id, test_ids });
    await client.do('run_tests', FAILS, 2);
    await client.waitForState('REFACTORING');
    const rows = await spine.db.execute<{ action: string; user_id: string; data: unknown }>(
      sql`SELECT action, user_id, data FROM audit_events WHERE job_id = ${client.job_id} AND action LIKE '%quarantine%'`,
    );
    assert.deepEqual(
      [...rows],
      [{ action: 'job.quarantine_tests', user_id: client.actor.user_id, data: { test_ids } }],
    );
  });

  it('can lead back to the specification, as a revision that has to be approved anew', async () => {
    const before = await getSpec(spine, client.actor, { job_id: client.job_id });
    const job = await reviseSpec(spine, client.actor, { job_id: client.job_id });
    assert.equal(job.state, 'WAITING_SPEC_APPROVAL');
    const spec = await getSpec(spine, client.actor, { job_id: client.job_id });
    assert.equal(spec.revision, before.revision + 1);
    assert.notEqual(spec.revision_token, before.revision_token);
    assert.equal(spec.approved_at, null);
  });
});
