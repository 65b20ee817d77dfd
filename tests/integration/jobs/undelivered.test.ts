import assert from 'node:assert/strict';
import type { JobHistory } from '@iama/contracts/job/history';
import { UndeliveredEvidence } from '@iama/contracts/job/undelivered-evidence';
import { undeliveredEvidence } from '@iama/engine/lock/evidence/undelivered-evidence';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { getFallback } from '@iama/server/app/repairs/get-fallback';
import { testId } from '../../support/samples.ts';
import { GOOD, patchOutcome, runOutcome, ScriptedClient } from '../../support/scripted-client.ts';
import type { Answers } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const BREAKS: Answers = {
  ...GOOD,
  run_tests: ({ phase }) => runOutcome(phase, { adds: 'passed', multiplies: 'failed' }),
};

describe('what is known of a job that has delivered nothing', () => {
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

  async function evidence(): Promise<UndeliveredEvidence> {
    const { actor, job_id } = client;
    const { items } = await listArtifacts(spine, actor, { job_id });
    const bodies = new Map<string, unknown>();
    for (const { id: artifact_id } of items)
      bodies.set(artifact_id, (await getArtifact(spine, actor, { job_id, artifact_id })).body);
    const artifacts = items.map((each) => ({ ...each, file: each.id }));
    const history: JobHistory = {
      schema_version: 1,
      job: await client.job(),
      artifacts,
      receipts: [],
      delivery: null,
    };
    const fallback = await getFallback(spine, actor, { job_id });
    return UndeliveredEvidence.parse(undeliveredEvidence({ history, bodies, fallback }).evidence);
  }
  const partsMissing = ({ missing }: UndeliveredEvidence): string[] => missing.map(({ part }) => part);

  it('is that it was cancelled, and that nothing was agreed on or run', async () => {
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    await cancelJob(spine, client.actor, { job_id: client.job_id });
    const found = await evidence();
    assert.equal(found.failure?.code, 'USER_CANCELLED');
    assert.deepEqual(
      [found.verdict, found.level, found.spec_revision, found.baseline, found.patch_sha256],
      ['unverified', null, null, null, null],
    );
    assert.deepEqual(partsMissing(found), [
      'plan',
      'specification',
      'baseline',
      'patch',
      'verification',
      'sealed_evidence',
    ]);
  });

  it('is no specification that nobody agreed to', async () => {
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    await selectProposal(spine, client.actor, { job_id: client.job_id, level: 'STANDARD' });
    await cancelJob(spine, client.actor, { job_id: client.job_id });
    const found = await evidence();
    assert.deepEqual([found.level, found.spec_revision], ['STANDARD', null]);
    assert.deepEqual(partsMissing(found)[0], 'specification');
  });

  it('is what each attempt failed by, and the run of the newest', async () => {
    await client.pin();
    await client.do('run_recipe');
    await client.do('run_tests', BREAKS, 2);
    await client.do('run_recipe', GOOD, 2);
    await client.do('run_tests', BREAKS, 3);
    await client.waitForState('FALLBACK_REQUIRED');
    const found = await evidence();
    assert.deepEqual([found.verdict, found.failure?.code], ['regressed', 'HEALING_EXHAUSTED']);
    assert.deepEqual(
      found.attempts.map(({ verdict, failed_tests }) => [verdict, failed_tests]),
      [
        ['regressed', [testId('multiplies')]],
        ['regressed', [testId('multiplies')]],
      ],
    );
    assert.deepEqual(found.verification, { passed: 1, failed: 1, skipped: 0 });
    assert.equal(found.failures[0]?.test_id, testId('multiplies'));
    assert.ok(found.actions.includes('retry'));
    assert.deepEqual(partsMissing(found), ['sealed_evidence']);
  });

  it('is not that a diff was verified which was refused, or not tried to its end', async () => {
    await client.pin();
    await client.do('run_recipe', { ...GOOD, run_recipe: () => patchOutcome(['src/elsewhere.js']) });
    await client.waitForState('FALLBACK_REQUIRED');
    const found = await evidence();
    assert.deepEqual([found.verdict, found.failure?.code], ['unverified', 'PATCH_OUT_OF_SCOPE']);
    assert.deepEqual(partsMissing(found), ['patch', 'verification', 'sealed_evidence']);
  });
});
