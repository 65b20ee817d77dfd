import assert from 'node:assert/strict';
import { Evidence } from '@iama/contracts/job/evidence';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import type { Actor } from '@iama/server/app/actor';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { getProposals } from '@iama/server/app/proposals/get-proposals';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { auditEvents } from '@iama/server/db/schema/audit-events';
import { specRevisions } from '@iama/server/db/schema/spec-revisions';
import { users } from '@iama/server/db/schema/users';
import { eq } from 'drizzle-orm';
import { analysis } from '../../support/samples.ts';
import { GOOD, ScriptedClient, statesOf } from '../../support/scripted-client.ts';
import type { Answers } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

/** The same analysis, with plans of two files. */
const LARGE: Answers = {
  ...GOOD,
  collect_context: () => {
    const result = analysis(['CONSERVATIVE', 'STANDARD']);
    const more = { path: 'src/more.js', change: 'modify', new_path: null } as const;
    const plans = result.plans.map((plan) =>
      plan.files.length === 0 ? plan : { ...plan, files: [...plan.files, more] },
    );
    return { status: 'completed', result: { ...result, plans } };
  },
};

describe('fast track', () => {
  let spine: Spine;
  let client: ScriptedClient;
  const by = () => ({ job_id: client.job_id });
  const choose = (fast_track = true) =>
    selectProposal(spine, client.actor, { ...by(), level: 'CONSERVATIVE', fast_track });

  before(async () => {
    spine = await openSpine();
  });
  afterEach(() => client.close());
  after(() => spine.close());

  async function proposed(tier: Actor['tier'], answers: Answers = GOOD): Promise<void> {
    const actor = await spine.newActor();
    await spine.db
      .update(users)
      .set({ tier: tier as 'FREE' | 'PRO' })
      .where(eq(users.id, actor.user_id));
    client = await ScriptedClient.begin(spine, {}, { ...actor, tier });
    await client.do('collect_context', answers);
    await client.waitForState('WAITING_STRATEGY');
  }
  const audit = () => spine.db.select().from(auditEvents).where(eq(auditEvents.job_id, client.job_id));
  const rows = () => spine.db.select().from(specRevisions).where(eq(specRevisions.job_id, client.job_id));

  it('goes through the gate by an approval of the person’s, of a revision that the evidence names', async () => {
    await proposed('PRO');
    const { proposals } = await getProposals(spine, client.actor, by());
    assert.deepEqual(
      proposals.map(({ fast_track }) => fast_track),
      ['offered', 'offered', undefined],
    );
    const job = await choose();
    assert.equal(job.state, 'GENERATING_TESTS');
    await client.waitForState('GENERATING_TESTS');
    assert.deepEqual(statesOf(client.events).slice(-3), [
      'WAITING_STRATEGY',
      'WAITING_SPEC_APPROVAL',
      'GENERATING_TESTS',
    ]);
    const [row, ...more] = await rows();
    assert.ok(row?.approved_at && more.length === 0);
    const approval = (await audit()).find(({ action }) => action === 'job.approve_spec');
    assert.equal(approval?.user_id, client.actor.user_id);
    assert.deepEqual(approval.data, { revision: 1, fast_track: true });
    const spec = await getSpec(spine, client.actor, by());
    assert.deepEqual(
      [spec.implicit, spec.approved_by, spec.revision_token],
      [true, client.actor.user_id, row.revision_token],
    );

    await client.do('characterize');
    await client.do('run_tests');
    await client.do('run_recipe');
    await client.do('run_tests', GOOD, 2);
    await client.waitForState('DELIVERED');
    const { evidence_artifact_id: artifact_id } = await getDelivery(spine, client.actor, by());
    const evidence = Evidence.parse((await getArtifact(spine, client.actor, { ...by(), artifact_id })).body);
    assert.partialDeepStrictEqual(evidence.spec, {
      revision_token: row.revision_token,
      implicit: true,
      approved_by: client.actor.user_id,
    });
  });

  it('writes no more than a small change needs, and what a patch may touch', async () => {
    await proposed('PRO');
    await choose(false);
    const { bdd, sdd, allowed_files, implicit } = await getSpec(spine, client.actor, by());
    assert.deepEqual(
      sdd.map(({ kind }) => kind),
      ['change', 'keep'],
    );
    assert.deepEqual([bdd.length, allowed_files, implicit], [1, ['src/a.js'], undefined]);
  });

  it('is refused for what is not small, and nothing of the choice stays', async () => {
    await proposed('PRO', LARGE);
    const before = await client.job();
    await assert.rejects(choose(), { code: 'FAST_TRACK_TOO_LARGE' });
    const after = await client.job();
    assert.deepEqual([after.state, after.last_seq], ['WAITING_STRATEGY', before.last_seq]);
    assert.deepEqual(await rows(), []);
  });

  it('is refused on a plan that does not include it, whatever the token says', async () => {
    await proposed('FREE');
    const { proposals } = await getProposals(spine, client.actor, by());
    assert.equal(proposals[0]?.fast_track, 'not_in_plan');
    const forged = { ...client.actor, tier: 'ENTERPRISE' };
    const asked = { ...by(), level: 'CONSERVATIVE' as const, fast_track: true };
    await assert.rejects(selectProposal(spine, forged, asked), { code: 'FAST_TRACK_NOT_IN_PLAN' });
    assert.equal((await client.job()).state, 'WAITING_STRATEGY');
  });

  it('leaves no other way past the gate', async () => {
    await proposed('PRO');
    const nobody = '01a22d71-ec3e-72b8-8cd7-24a7e01388aa';
    await assert.rejects(approveSpec(spine, client.actor, { ...by(), revision_token: nobody }), {
      code: 'ILLEGAL_TRANSITION',
    });
    await choose(false);
    assert.equal((await client.job()).state, 'WAITING_SPEC_APPROVAL');
    await assert.rejects(choose(), { code: 'ILLEGAL_TRANSITION' });
    await assert.rejects(approveSpec(spine, client.actor, { ...by(), revision_token: nobody }), {
      code: 'SPEC_REVISION_CONFLICT',
    });
    assert.deepEqual(
      (await client.tasks()).items.filter(({ kind }) => kind !== 'collect_context'),
      [],
    );
    assert.equal((await rows())[0]?.approved_at, null);
  });

  it('is chosen once, however often it is asked for at once', async () => {
    await proposed('PRO');
    const answers = await Promise.allSettled([choose(), choose(), choose()]);
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await rows()).length, 1);
  });
});
