import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Evidence } from '@iama/contracts/job/evidence';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import { applyDelivery } from '@iama/server/app/deliveries/apply-delivery';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { requestChanges } from '@iama/server/app/deliveries/request-changes';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';
import { OTHER, TWO } from '../../support/two-hunks.ts';

describe('a delivered diff that is sent back', () => {
  let spine: Spine;
  let client: ScriptedClient;
  const delivery = () => getDelivery(spine, client.actor, { job_id: client.job_id });
  const comment = { path: 'src/a.js', side: 'before' as const, line: 20, hunk_id: 'h-other', body: 'This is needed.' };
  const ask = async (rejected_hunk_ids: string[], comments = [comment], patch_artifact_id?: string) =>
    requestChanges(spine, client.actor, {
      job_id: client.job_id,
      patch_artifact_id: patch_artifact_id ?? (await delivery()).patch_artifact_id,
      rejected_hunk_ids,
      comments,
    });

  before(async () => {
    spine = await openSpine();
  });

  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
    await client.pin();
    await client.do('run_recipe', TWO);
    await client.do('run_tests', GOOD, 2);
    await client.waitForState('DELIVERED');
  });

  afterEach(() => client.close());

  after(() => spine.close());

  it('comes again without what was rejected, tested, with the review in its evidence', async () => {
    const first = await delivery();
    const job = await ask(['h-other']);
    assert.partialDeepStrictEqual(job, { state: 'REFACTORING', attempt: 2, delivery_status: 'none', ended_at: null });
    await assert.rejects(delivery(), { code: 'NOT_FOUND' });

    const { payload } = await client.do('run_recipe', GOOD, 2);
    const reason = 'You rejected it in attempt 1: “This is needed.”';
    assert.partialDeepStrictEqual(payload, {
      exclude_finding_ids: [OTHER],
      review: { rejected: [{ finding_id: OTHER, reason }] },
    });
    await client.do('run_tests', GOOD, 3);
    await client.waitForState('DELIVERED', 2);

    const second = await delivery();
    assert.notEqual(second.patch_artifact_id, first.patch_artifact_id);
    const { job_id } = client;
    const { items } = await listArtifacts(spine, client.actor, { job_id, kind: 'review' });
    assert.equal(items.length, 1);
    const artifact_id = second.evidence_artifact_id;
    const evidence = Evidence.parse((await getArtifact(spine, client.actor, { job_id, artifact_id })).body);
    assert.deepEqual(evidence.reviews, [{ attempt: 1, rejected_hunks: 1, comments: [comment] }]);
    assert.equal(evidence.attempts.length, 2);
    const line = await client.waitFor(({ type }) => type === 'log_line');
    assert.match(JSON.stringify(line.data), /another attempt that leaves out 1 finding/);
    await assert.rejects(ask(['h-src/a.js'], [], first.patch_artifact_id), { code: 'PATCH_SUPERSEDED' });
  });

  it('is refused when the machine with the source makes a rejected hunk again', async () => {
    await ask(['h-other']);
    await client.do('run_recipe', TWO, 2);
    await client.waitForState('FALLBACK_REQUIRED');
    const { failure } = await client.job();
    assert.equal(failure?.code, 'REJECTED_CHANGE_RETURNED');
    assert.match(failure.detail, /src\/a\.js:20/);
    const { items } = await listArtifacts(spine, client.actor, { job_id: client.job_id, kind: 'patch' });
    assert.equal(items.length, 1, 'what was rejected is kept once more');
  });

  it('stays as it is when a recipe could not do what is asked', async () => {
    const before = await client.job();
    await assert.rejects(ask([]), { code: 'NOTHING_REJECTED' });
    await assert.rejects(ask(['h-other', `h-src/a.js`]), { code: 'EVERYTHING_REJECTED' });
    await assert.rejects(ask(['h-none']), { code: 'NOT_IN_PATCH' });
    await assert.rejects(ask(['h-other'], [], randomUUID()), { code: 'PATCH_SUPERSEDED' });
    assert.deepEqual((await client.job()).last_seq, before.last_seq, 'a refused review left something behind');
  });

  it('cannot be sent back once it is on disk', async () => {
    const { patch_artifact_id } = await delivery();
    const record = { scope: 'all' as const, hunk_ids: [], files: [], subset_verdict: null };
    await applyDelivery(spine, client.actor, { job_id: client.job_id, ...record });
    await assert.rejects(ask(['h-other'], [], patch_artifact_id), {
      code: 'ILLEGAL_TRANSITION',
      extra: { accepted_events: ['revert_delivery'] },
    });
  });

  it('is made once, however often it is asked for at once', async () => {
    const { patch_artifact_id } = await delivery();
    const answers = await Promise.allSettled([1, 2, 3].map(() => ask(['h-other'], [comment], patch_artifact_id)));
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await client.job()).attempt, 2);
  });
});
