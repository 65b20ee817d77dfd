import assert from 'node:assert/strict';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import { GOOD, patchOutcome, runOutcome, ScriptedClient, statesOf } from '../../support/scripted-client.ts';
import type { Answers } from '../../support/scripted-client.ts';
import { FINDING, testId } from '../../support/samples.ts';
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
const NOTHING_LEFT: Answers = { ...GOOD, run_recipe: () => patchOutcome([]) };

describe('a change that breaks a test', () => {
  let spine: Spine;
  let client: ScriptedClient;

  before(async () => {
    spine = await openSpine();
  });

  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
    await client.pin();
    await client.do('run_recipe');
    await client.do('run_tests', BREAKS, 2);
    await client.waitForState('SELF_HEALING');
  });

  afterEach(() => client.close());

  after(() => spine.close());

  it('is tried once more with the failures as feedback, and delivered when that holds', async () => {
    const { payload } = await client.do('run_recipe', NARROWS, 2);
    assert.partialDeepStrictEqual(payload, {
      attempt: 2,
      feedback: { failures: [{ test_id: testId('multiplies'), frame: 'src/a.js:3' }] },
    });
    await client.do('run_tests', GOOD, 3);
    await client.waitForState('DELIVERED');
    const { evidence_artifact_id } = await getDelivery(spine, client.actor, { job_id: client.job_id });
    const evidence = await getArtifact(spine, client.actor, {
      job_id: client.job_id,
      artifact_id: evidence_artifact_id,
    });
    assert.partialDeepStrictEqual(evidence.body, {
      verdict: 'verified',
      attempts: [
        { number: 1, verdict: 'regressed', failed_tests: [testId('multiplies')] },
        { number: 2, verdict: 'verified', excluded: [{ finding_id: FINDING.id }] },
      ],
    });
    const attempts = client.events.filter(({ type }) => type === 'attempt_start' || type === 'attempt_end');
    assert.deepEqual(
      attempts.map(({ type }) => type),
      ['attempt_start', 'attempt_end', 'attempt_start', 'attempt_end'],
    );
    assert.deepEqual(
      attempts.flatMap((event) => (event.type === 'attempt_end' ? [event.data.excluded] : [])),
      [[], [{ finding_id: FINDING.id, reason: 'a test needs it' }]],
    );
  });

  it('falls back when the second attempt breaks it too, and keeps both patches', async () => {
    await client.do('run_recipe', GOOD, 2);
    await client.do('run_tests', BREAKS, 3);
    await client.waitForState('FALLBACK_REQUIRED');
    assert.deepEqual(statesOf(client.events).slice(-3), ['SELF_HEALING', 'RECOVERY_PENDING', 'FALLBACK_REQUIRED']);
    assert.equal((await client.job()).failure?.code, 'HEALING_EXHAUSTED');
    const { items } = await listArtifacts(spine, client.actor, { job_id: client.job_id, kind: 'patch' });
    assert.deepEqual(
      items.map(({ attempt }) => attempt),
      [1, 2],
    );
  });

  it('falls back when nothing is left to change', async () => {
    await client.do('run_recipe', NOTHING_LEFT, 2);
    await client.waitForState('FALLBACK_REQUIRED');
    assert.equal((await client.job()).failure?.code, 'HEALING_EXHAUSTED');
  });
});

describe('a patch that leaves the agreed files', () => {
  let spine: Spine;

  before(async () => {
    spine = await openSpine();
  });

  after(() => spine.close());

  it('is refused whole and not kept', async () => {
    const client = await ScriptedClient.begin(spine);
    await client.pin();
    await client.do('run_recipe', { ...GOOD, run_recipe: () => patchOutcome(['src/a.js', 'src/secret.js']) });
    await client.waitForState('FALLBACK_REQUIRED');
    const { failure } = await client.job();
    assert.equal(failure?.code, 'PATCH_OUT_OF_SCOPE');
    assert.match(failure.detail, /src\/secret\.js/);
    const { items } = await listArtifacts(spine, client.actor, { job_id: client.job_id, kind: 'patch' });
    assert.deepEqual(items, []);
    client.close();
  });
});
