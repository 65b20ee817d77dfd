import assert from 'node:assert/strict';
import { JobEvent } from '@iama/contracts/job/event';
import { Job } from '@iama/contracts/job/job';
import { Delivery } from '@iama/contracts/job/delivery';
import { applyDelivery } from '@iama/server/app/deliveries/apply-delivery';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { revertDelivery } from '@iama/server/app/deliveries/revert-delivery';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import { getJob } from '@iama/server/app/jobs/get-job';
import { getProposals } from '@iama/server/app/proposals/get-proposals';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { ScriptedClient, statesOf } from '../../support/scripted-client.ts';
import { systemDigest } from '@iama/server/system';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

describe('a refactor job where everything goes well', () => {
  let spine: Spine;
  let client: ScriptedClient;
  const input = () => ({ job_id: client.job_id });

  before(async () => {
    spine = await openSpine();
    client = await ScriptedClient.begin(spine);
  });

  after(async () => {
    client.close();
    await spine.close();
  });

  it('offers three plans made from what the client found', async () => {
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    const { proposals, recommended } = await getProposals(spine, client.actor, input());
    assert.deepEqual(
      proposals.map(({ level, selectable }) => [level, selectable]),
      [
        ['CONSERVATIVE', true],
        ['STANDARD', true],
        ['COMPREHENSIVE', false],
      ],
    );
    assert.equal(recommended, 'STANDARD');
  });

  it('refuses a plan that would change nothing', async () => {
    await assert.rejects(selectProposal(spine, client.actor, { ...input(), level: 'COMPREHENSIVE' }), {
      code: 'PROPOSAL_NOT_SELECTABLE',
    });
  });

  it('writes the specification with the choice, and takes only its token for an approval', async () => {
    const job = await selectProposal(spine, client.actor, { ...input(), level: 'STANDARD' });
    assert.equal(job.state, 'WAITING_SPEC_APPROVAL');
    const spec = await getSpec(spine, client.actor, input());
    assert.deepEqual(spec.allowed_files, ['src/a.js']);
    assert.equal(spec.approved_at, null);
    await assert.rejects(approveSpec(spine, client.actor, { ...input(), revision_token: client.session }), {
      code: 'SPEC_REVISION_CONFLICT',
    });
    const { revision_token } = spec;
    const approved = await approveSpec(spine, client.actor, { ...input(), revision_token });
    assert.equal(approved.state, 'GENERATING_TESTS');
    assert.notEqual((await getSpec(spine, client.actor, input())).approved_at, null);
  });

  it('pins behaviour, edits, verifies and delivers', async () => {
    await client.do('characterize');
    await client.do('run_tests');
    await client.do('run_recipe');
    await client.do('run_tests', undefined, 2);
    await client.waitForState('DELIVERED');
    assert.deepEqual(statesOf(client.events), [
      'PENDING',
      'ANALYZING',
      'WAITING_STRATEGY',
      'WAITING_SPEC_APPROVAL',
      'GENERATING_TESTS',
      'BASELINE_VALIDATION',
      'REFACTORING',
      'DELIVERED',
    ]);
    const job = Job.parse(await getJob(spine, client.actor, input()));
    assert.equal(job.delivery_status, 'staged');
    assert.deepEqual(job.accepted_events, ['apply_delivery', 'request_changes']);
    assert.notEqual(job.ended_at, null);
    assert.equal(job.presence.required, false);
  });

  it('keeps every artifact under the hash of its body', async () => {
    const { items } = await listArtifacts(spine, client.actor, input());
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ['analysis', 'proposals', 'spec', 'spec', 'test_plan', 'baseline_run', 'patch', 'verification_run', 'evidence'],
    );
    for (const { id } of items) {
      const artifact = await getArtifact(spine, client.actor, { ...input(), artifact_id: id });
      assert.equal(systemDigest.sha256(JSON.stringify(artifact.body)), artifact.sha256);
    }
  });

  it('stands behind the diff with evidence of this patch', async () => {
    const delivery = Delivery.parse(await getDelivery(spine, client.actor, input()));
    const evidence = await getArtifact(spine, client.actor, { ...input(), artifact_id: delivery.evidence_artifact_id });
    const made = await getArtifact(spine, client.actor, { ...input(), artifact_id: delivery.patch_artifact_id });
    assert.partialDeepStrictEqual(evidence.body, {
      verdict: 'verified',
      patch_sha256: made.sha256,
      baseline: { passed: 2, failed: 0, skipped: 0 },
      verification: { passed: 2, failed: 0, skipped: 0 },
    });
  });

  it('records that the diff was applied, taken back, and applied again', async () => {
    const files = [{ path: 'src/a.js', before_sha256: null, after_sha256: null }];
    const record = { scope: 'all', hunk_ids: [], files, subset_verdict: null } as const;
    const applied = await applyDelivery(spine, client.actor, { ...input(), ...record, hunk_ids: [] });
    assert.equal(applied.status, 'applied');
    await assert.rejects(applyDelivery(spine, client.actor, { ...input(), ...record, hunk_ids: [] }), {
      code: 'ILLEGAL_TRANSITION',
      extra: { accepted_events: ['revert_delivery'] },
    });
    const reverted = Delivery.parse(await revertDelivery(spine, client.actor, { ...input(), files }));
    assert.equal(reverted.status, 'reverted');
    const again = await applyDelivery(spine, client.actor, {
      ...input(),
      ...record,
      scope: 'partial',
      hunk_ids: ['h'],
    });
    assert.equal(again.status, 'partially_applied');
  });

  it('leaves a log without gaps, each row as the contract says', async () => {
    const { last_seq } = await getJob(spine, client.actor, input());
    await client.waitFor(({ seq }) => seq === last_seq);
    assert.deepEqual(
      client.events.map(({ seq }) => seq),
      Array.from({ length: last_seq }, (_, index) => index + 1),
    );
    for (const event of client.events) JobEvent.parse(event);
  });
});
