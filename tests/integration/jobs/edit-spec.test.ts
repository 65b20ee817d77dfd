import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { SpecDiffPayload } from '@iama/contracts/job/spec-revision';
import type { Spec } from '@iama/contracts/job/spec';
import { AppError } from '@iama/server/app/app-error';
import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import { quarantineTests } from '@iama/server/app/jobs/quarantine-tests';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { editSpec } from '@iama/server/app/specs/edit-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { listRevisions } from '@iama/server/app/specs/list-revisions';
import { reviseSpec } from '@iama/server/app/specs/revise-spec';
import { allRows } from '../../support/all-rows.ts';
import { testId } from '../../support/samples.ts';
import { GOOD, runOutcome, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

describe('editing a specification', () => {
  let spine: Spine;
  let client: ScriptedClient;
  const job = () => ({ job_id: client.job_id });
  const spec = (): Promise<Spec> => getSpec(spine, client.actor, job());

  before(async () => {
    spine = await openSpine();
  });

  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    await selectProposal(spine, client.actor, { ...job(), level: 'STANDARD' });
  });

  afterEach(() => client.close());

  after(() => spine.close());

  function edit(from: Spec, change: Partial<Pick<Spec, 'bdd' | 'sdd' | 'allowed_files'>>): Promise<Spec> {
    return editSpec(spine, client.actor, { ...job(), revision_token: from.revision_token, ...change });
  }

  const said = (from: Spec, statement: string): Pick<Spec, 'sdd'> => ({
    sdd: from.sdd.map((item, place) => (place === 0 ? { ...item, statement } : item)),
  });

  async function conflictOf(call: Promise<unknown>): Promise<SpecDiffPayload> {
    const error: unknown = await call.then(
      () => assert.fail('It was taken.'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'SPEC_REVISION_CONFLICT');
    return SpecDiffPayload.parse(error.extra.diff_payload);
  }

  it('makes a revision with a token of its own, an event and a line in the audit trail', async () => {
    const first = await spec();
    const { epoch, deadline_at } = await client.job();
    const second = await edit(first, said(first, 'Only `unused` goes.'));
    assert.deepEqual([second.revision, second.author_id, second.approved_at], [2, client.actor.user_id, null]);
    assert.notEqual(second.revision_token, first.revision_token);
    assert.deepEqual(await spec(), second);
    const told = await client.waitFor((event) => event.type === 'spec_updated' && event.data.revision === 2);
    assert.deepEqual(told.data, { revision: 2, approved: false });
    const rows = await spine.db.execute<{ action: string; user_id: string; data: unknown }>(
      sql`SELECT action, user_id, data FROM audit_events WHERE job_id = ${client.job_id} AND action = 'job.edit_spec'`,
    );
    assert.deepEqual([...rows], [{ action: 'job.edit_spec', user_id: client.actor.user_id, data: { revision: 2 } }]);
    const after = await client.job();
    assert.deepEqual([after.state, after.epoch, after.deadline_at], ['WAITING_SPEC_APPROVAL', epoch, deadline_at]);
    assert.ok(after.accepted_events.includes('edit_spec'));
  });

  it('lets exactly one of two people win who edit at once; the other is given what differs', async () => {
    const base = await spec();
    const results = await Promise.allSettled(['mine', 'theirs'].map((words) => edit(base, said(base, words))));
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    assert.equal(won.length, 1);
    const { current, base_revision, difference } = await conflictOf(Promise.reject(lost[0] as Error));
    assert.deepEqual([current, base_revision], [won[0], base.revision]);
    const [before, after] = [base.sdd[0], won[0]?.sdd[0]];
    assert.deepEqual(difference?.sdd.changed, [{ id: before?.id, fields: ['statement'], before, after }]);
    assert.equal((await spec()).revision, 2);
    const merged = await edit(current, said(current, 'mine and theirs'));
    assert.equal(merged.revision, 3);
  });

  it('compares with the revision that the sender knows, however many came since', async () => {
    const base = await spec();
    let latest = base;
    for (let round = 0; round < 25; round += 1) latest = await edit(latest, said(latest, `round ${round}`));
    latest = await edit(latest, { sdd: latest.sdd.slice(0, -1) });
    const { base_revision, difference } = await conflictOf(edit(base, said(base, 'late')));
    assert.equal(base_revision, 1);
    assert.deepEqual(difference?.sdd.removed, base.sdd.slice(-1));
    assert.equal(difference?.sdd.changed[0]?.after.statement, 'round 24');
  });

  it('refuses an approval of what somebody has edited since, and of a token that never was', async () => {
    const base = await spec();
    const second = await edit(base, said(base, 'otherwise'));
    const stale = await conflictOf(approveSpec(spine, client.actor, { ...job(), revision_token: base.revision_token }));
    assert.deepEqual([stale.base_revision, stale.current.revision], [1, 2]);
    const never = await conflictOf(approveSpec(spine, client.actor, { ...job(), revision_token: client.session }));
    assert.deepEqual([never.base_revision, never.difference], [null, null]);
    const { revision_token } = second;
    assert.equal((await approveSpec(spine, client.actor, { ...job(), revision_token })).state, 'GENERATING_TESTS');
    for (const from of [second, base]) {
      await assert.rejects(edit(from, said(from, 'too late')), {
        code: 'ILLEGAL_TRANSITION',
        extra: { accepted_events: ['cancel'] },
      });
    }
  });

  it('is not accepted before there is one', async () => {
    const early = await ScriptedClient.begin(spine);
    const input = { job_id: early.job_id, revision_token: early.session };
    await assert.rejects(editSpec(spine, early.actor, input), { code: 'ILLEGAL_TRANSITION' });
    early.close();
  });

  it('writes nothing for an edit that changes nothing, or that is refused', async () => {
    const base = await spec();
    const before = await allRows(spine.db);
    assert.deepEqual(await edit(base, { sdd: base.sdd, bdd: base.bdd, allowed_files: base.allowed_files }), base);
    await assert.rejects(edit(base, { allowed_files: ['src/a.js', 'src/other.js'] }), { code: 'SPEC_OUT_OF_PLAN' });
    await assert.rejects(edit(base, { sdd: [...base.sdd, ...base.sdd] }), { code: 'VALIDATION_FAILED' });
    assert.deepEqual(await allRows(spine.db), before);
  });

  it('keeps every revision, with its author and its dates, page by page', async () => {
    const first = await spec();
    const second = await edit(first, said(first, 'second'));
    const { revision_token } = await edit(second, said(second, 'third'));
    await approveSpec(spine, client.actor, { ...job(), revision_token });
    const newest = await listRevisions(spine, client.actor, { ...job(), limit: 2 });
    const cursor = newest.next_cursor ?? assert.fail('There is one more.');
    const oldest = await listRevisions(spine, client.actor, { ...job(), limit: 2, cursor });
    const all = [...newest.items, ...oldest.items];
    assert.equal(oldest.next_cursor, null);
    const { user_id } = client.actor;
    assert.deepEqual(
      all.map(({ revision, author_id, approved_at }) => [revision, author_id, approved_at !== null]),
      [
        [3, user_id, true],
        [2, user_id, false],
        [1, null, false],
      ],
    );
    const { items: kept } = await listArtifacts(spine, client.actor, { ...job(), kind: 'spec' });
    assert.equal(kept.length, 4);
    assert.deepEqual(
      all.map(({ at }) => at).toReversed(),
      kept.slice(0, 3).map(({ created_at }) => created_at),
    );
    assert.deepEqual(await getSpec(spine, client.actor, { ...job(), revision: 1 }), first);
    await assert.rejects(getSpec(spine, client.actor, { ...job(), revision: 4 }), { code: 'NOT_FOUND' });
  });

  it('reads what was stored before items had links', async () => {
    await spine.db.execute(sql`
      UPDATE job_artifacts SET body = ${JSON.stringify(OLD)}::text::json
      WHERE job_id = ${client.job_id} AND kind = 'spec'`);
    const old = await spec();
    assert.deepEqual([old.author_id, old.bdd[0]?.symbols, old.sdd[0]?.test_ids], [null, [], []]);
    assert.equal((await edit(old, said(old, 'now'))).revision, 2);
  });

  it('stays agreed on when a failed baseline leads back to it', async () => {
    const base = await spec();
    const { revision_token } = await edit(base, said(base, 'my own words'));
    await approveSpec(spine, client.actor, { ...job(), revision_token });
    await client.do('characterize');
    const fails = runOutcome('baseline', { adds: 'failed' });
    await client.do('run_tests', { ...GOOD, run_tests: () => fails });
    await client.waitForState('BASELINE_VALIDATION_FAILED');
    await reviseSpec(spine, client.actor, job());
    const again = await spec();
    assert.deepEqual([again.revision, again.sdd[0]?.statement, again.approved_at], [3, 'my own words', null]);
    await assert.rejects(quarantineTests(spine, client.actor, { ...job(), test_ids: [testId('adds')] }), {
      code: 'ILLEGAL_TRANSITION',
    });
  });
});

const OLD = {
  revision: 1,
  revision_token: '0193d1c6-7b1e-7cc0-8000-000000000001',
  level: 'STANDARD',
  bdd: [Object.fromEntries([['id', 'bdd-1'], ...['given', 'when', 'then'].map((word) => [word, word])])],
  sdd: [{ id: 'change-1', kind: 'change', statement: 'src/a.js is edited.', paths: ['src/a.js'] }],
  allowed_files: ['src/a.js'],
  approved_at: null,
};
