import assert from 'node:assert/strict';
import { callModel } from '@iama/server/app/models/call-model';
import { sweepUnsettledCalls } from '@iama/server/app/models/sweep-unsettled-calls';
import { auditEvents } from '@iama/server/db/schema/audit-events';
import { eq } from 'drizzle-orm';
import { modelSettings } from '../../support/model-parts.ts';
import { openModelSpine } from '../../support/model-spine.ts';
import type { ModelSpine } from '../../support/model-spine.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';

const NEVER = new AbortController().signal;
const TEXT = 'one two three four five six seven eight nine';

describe('a call whose end nobody saw', () => {
  let model: ScriptedModel;
  let spine: ModelSpine;
  const later = () => ({ ...spine, clock: { now: () => new Date(Date.now() + 3_600_000) } });

  beforeEach(async () => {
    model = await startScriptedModel();
    spine = await openModelSpine([modelSettings(model.base_url)]);
  });
  afterEach(async () => {
    await spine.close();
    await model.close();
  });

  /** A call that the endpoint has begun to answer. */
  async function underWay() {
    model.next({ do: 'hang', before: 'end', text: TEXT });
    const heard = Promise.withResolvers<void>();
    const cancel = new AbortController();
    const call = callModel(spine, spine.request({ request_key: 'q', onText: () => heard.resolve() }), cancel.signal);
    await heard.promise;
    return { call, cancel };
  }

  it('is left alone while its process may still be there', async () => {
    const { call, cancel } = await underWay();
    assert.equal(await sweepUnsettledCalls(spine), 0);
    cancel.abort();
    await assert.rejects(call);
    assert.equal(await sweepUnsettledCalls(later()), 0);
    assert.equal((await spine.ledger()).length, 1);
  });

  it('counts at most once, however often and by however many it is swept', async () => {
    const { call, cancel } = await underWay();
    const counts = await Promise.all([1, 2, 3].map(() => sweepUnsettledCalls(later())));
    assert.equal(
      counts.reduce((sum, each) => sum + each, 0),
      1,
    );
    const [row, ...others] = await spine.ledger();
    assert.equal(others.length, 0);
    assert.deepEqual([row?.basis, row?.certain, row?.output_tokens], ['at_most', true, 30_000]);
    cancel.abort();
    await assert.rejects(call);
  });

  it('has the truth in place of the guess when its process was only slow', async () => {
    const { call, cancel } = await underWay();
    await sweepUnsettledCalls(later());
    cancel.abort();
    await assert.rejects(call, { code: 'MODEL_CANCELLED' });
    const [row, ...others] = await spine.ledger();
    assert.equal(others.length, 0);
    assert.equal(row?.basis, 'estimated');
    assert.ok(row.output_tokens < 100);
    const receipts = await spine.store.read.model_calls.receipts(spine.caller.user_id);
    assert.deepEqual(
      receipts.map(({ body }) => body.outcome),
      ['abandoned', 'failed'],
    );
    // And no guess comes after the truth.
    await sweepUnsettledCalls(later());
    assert.equal((await spine.ledger())[0]?.basis, 'estimated');
  });

  it('is asked again under the same key with a row of its own: both were served', async () => {
    const { call, cancel } = await underWay();
    const again = await callModel(spine, spine.request({ request_key: 'q' }), NEVER);
    assert.equal(again.receipt.attempt, 2);
    cancel.abort();
    await assert.rejects(call);
    assert.deepEqual((await spine.ledger()).map((row) => row.idempotency_key).toSorted(), ['q#1', 'q#2']);
  });

  it('leaves neither key nor text anywhere in the database, and a line in the audit', async () => {
    const slices = [{ path: 'src/a.js', symbol: null, sha256: 'a'.repeat(64), bytes: 12 }];
    const prompt = { stable: ['unmistakable-rules'], turns: [{ role: 'user', text: 'unmistakable-source' }] } as const;
    model.next({ do: 'answer', text: 'unmistakable-answer' });
    const { receipt } = await callModel(spine, spine.request({ prompt, slices, placeholders: { aws_key: 2 } }), NEVER);
    assert.deepEqual([receipt.slices, receipt.placeholders], [slices, { aws_key: 2 }]);
    const { allRows } = await import('../../support/all-rows.ts');
    assert.doesNotMatch(JSON.stringify(await allRows(spine.spine.db)), /unmistakable/);
    const [line] = await spine.spine.db.select().from(auditEvents).where(eq(auditEvents.action, 'model.called'));
    assert.equal(line?.data['call_id'], receipt.call_id);
    assert.equal(line.data['cache'], 'miss');
  });
});
