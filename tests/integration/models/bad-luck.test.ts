import assert from 'node:assert/strict';
import { callModel } from '@iama/server/app/models/call-model';
import { ModelFailure } from '@iama/server/app/models/model-failure';
import { modelParts, modelSettings } from '../../support/model-parts.ts';
import { openModelSpine } from '../../support/model-spine.ts';
import type { ModelSpine } from '../../support/model-spine.ts';
import type { ModelScript } from '../../support/scripted-model/script.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';

const NEVER = new AbortController().signal;
const ANSWER: ModelScript = { do: 'answer', text: 'one two three four five six seven' };

describe('a call of a model', () => {
  let model: ScriptedModel;
  let spine: ModelSpine;

  beforeEach(async () => {
    model = await startScriptedModel();
    spine = await openModelSpine([modelSettings(model.base_url)]);
  });
  afterEach(async () => {
    await spine.close();
    await model.close();
  });

  async function failureOf(asked = spine.request(), deps: ModelSpine = spine): Promise<ModelFailure> {
    const failure = await callModel(deps, asked, NEVER).then(
      ({ text }) => assert.fail(`It answered: ${text.slice(0, 100)}`),
      (error: unknown) => error,
    );
    assert.ok(failure instanceof ModelFailure, String(failure));
    return failure;
  }

  it('is streamed, with its limit and its name, and leaves a receipt and a row', async () => {
    const pieces: string[] = [];
    const answer = await callModel(spine, spine.request({ onText: (text) => pieces.push(text) }), NEVER);
    assert.equal(answer.text, 'one two three four five six seven');
    assert.equal(pieces.join(''), answer.text);
    assert.equal(answer.pieces, 2);
    const [entry] = model.book;
    assert.equal(entry?.body.stream, true);
    assert.equal(entry.body.max_tokens, 30_000);
    assert.deepEqual(entry.body.messages[0], { role: 'system', content: 'You count.' });
    assert.equal(answer.receipt.call_id, entry.call_id);
    const [row, ...others] = await spine.ledger();
    assert.equal(others.length, 0);
    assert.equal(row?.basis, 'reported');
    assert.equal(row.input_tokens, entry.input_tokens);
    assert.equal(row.output_tokens, entry.output_tokens);
    assert.equal(row.cost_nano_usd, (entry.input_tokens + 2 * entry.output_tokens) * 1000);
  });

  it('has less room for L2', async () => {
    await callModel(spine, spine.request({ model_class: 'L2' }), NEVER);
    assert.equal(model.book[0]?.body.max_tokens, 5000);
  });

  it('says what came from the cache', async () => {
    model.next({ ...ANSWER, cached_tokens: 5 } as ModelScript);
    const { receipt } = await callModel(spine, spine.request(), NEVER);
    assert.equal(receipt.usage?.cached_input, 5);
  });

  for (const [name, script, code, tries, rows] of [
    ['another model that answers', { ...ANSWER, model: 'cheap-1' }, 'MODEL_MISMATCH', 1, ['estimated']],
    ['a model that does not say its name', { ...ANSWER, model: null }, 'MODEL_MISMATCH', 1, ['estimated']],
    ['a connection that breaks', { do: 'cut', text: 'one two' }, 'MODEL_CUT_OFF', 3, Array(3).fill('estimated')],
    ['an end without a reason', { do: 'stop_short', text: 'one' }, 'MODEL_CUT_OFF', 3, Array(3).fill('estimated')],
    [
      'a complaint in the middle',
      { do: 'complain', text: 'one', message: 'overloaded' },
      'MODEL_UNAVAILABLE',
      3,
      Array(3).fill('estimated'),
    ],
    ['events that are no JSON', { do: 'garbage', as: 'events' }, 'MODEL_GARBLED', 1, ['estimated']],
    ['bytes that are no events', { do: 'garbage', as: 'bytes' }, 'MODEL_CUT_OFF', 3, Array(3).fill('estimated')],
    ['text without end', { do: 'endless', as: 'text' }, 'MODEL_OUTPUT_TOO_LONG', 1, ['estimated']],
    ['comments without end', { do: 'endless', as: 'comments' }, 'MODEL_OUTPUT_TOO_LONG', 1, ['estimated']],
    [
      'half a megabyte in one line',
      { do: 'answer', text: 'x'.repeat(500_000), piece: 500_000 },
      'MODEL_OUTPUT_TOO_LONG',
      1,
      ['estimated'],
    ],
    ['an answer that reached its limit', { ...ANSWER, finish: 'length' }, 'MODEL_OUTPUT_TOO_LONG', 1, ['reported']],
    ['more tokens than were asked for', { ...ANSWER, claims: 30_001 }, 'MODEL_OUTPUT_TOO_LONG', 1, ['reported']],
    ['an answer that a filter held back', { ...ANSWER, finish: 'content_filter' }, 'MODEL_FILTERED', 1, ['reported']],
    ['no stream', { do: 'one_document', text: 'one' }, 'MODEL_NOT_STREAMING', 1, ['at_most']],
    ['too many requests', { do: 'refuse', status: 429, headers: { 'retry-after': '0' } }, 'MODEL_RATE_LIMITED', 3, []],
    ['a long wait', { do: 'refuse', status: 429, headers: { 'retry-after': '3600' } }, 'MODEL_RATE_LIMITED', 1, []],
    [
      'no credit',
      { do: 'refuse', status: 429, body: '{"error":{"message":"no","code":"insufficient_quota"}}' },
      'MODEL_OUT_OF_CREDIT',
      1,
      [],
    ],
    ['a fault of its own', { do: 'refuse', status: 503 }, 'MODEL_UNAVAILABLE', 3, []],
    [
      'a fault with a page',
      { do: 'refuse', status: 502, body: '<html>Bad gateway</html>' },
      'MODEL_UNAVAILABLE',
      3,
      [],
    ],
    ['an endless refusal', { do: 'refuse', status: 500, body: 'x'.repeat(1_000_000) }, 'MODEL_UNAVAILABLE', 3, []],
    [
      'a redirection',
      { do: 'refuse', status: 302, headers: { location: 'https://elsewhere.test' } },
      'MODEL_URL_WRONG',
      1,
      [],
    ],
    ['a request it does not take', { do: 'refuse', status: 400 }, 'MODEL_REQUEST_REFUSED', 1, []],
  ] as const satisfies readonly (readonly [string, ModelScript, string, number, readonly string[]])[]) {
    it(`meets ${name}: ${code}`, async () => {
      model.otherwise(() => script);
      const asked = spine.request();
      const failure = await failureOf(asked);
      assert.equal(failure.code, code, failure.message);
      assert.notEqual(failure.message, '');
      assert.equal(model.book.length, tries);
      const ledger = await spine.ledger();
      assert.deepEqual(
        ledger.map(({ basis }) => basis),
        rows,
      );
      // Every row is a call that the endpoint served, and the other way round.
      assert.deepEqual(
        ledger.map(({ call_id }) => call_id).toSorted(),
        model.book
          .filter(({ served }) => served)
          .map(({ call_id }) => call_id)
          .toSorted(),
      );
      const receipts = await spine.store.read.model_calls.receipts(spine.caller.user_id);
      assert.equal(receipts.length, tries);
      assert.equal(receipts.at(-1)?.body.failure, code);
      assert.equal(receipts.at(-1)?.sha256, failure.receipt_sha256);
    });
  }

  it('does not know whether it was served when the connection breaks before any answer, and says so', async () => {
    model.otherwise(() => ({ do: 'cut', text: null }));
    assert.equal((await failureOf()).code, 'MODEL_UNREACHABLE');
    const ledger = await spine.ledger();
    assert.deepEqual(
      ledger.map(({ basis, certain, output_tokens }) => [basis, certain, output_tokens]),
      Array(3).fill(['at_most', false, 30_000]),
    );
  });

  it('costs nothing when nobody is there', async () => {
    await model.close();
    assert.equal((await failureOf()).code, 'MODEL_UNREACHABLE');
    assert.deepEqual(await spine.ledger(), []);
    model = await startScriptedModel();
  });

  it('gets its answer at the second try', async () => {
    model.next({ do: 'refuse', status: 503 });
    const { receipt } = await callModel(spine, spine.request(), NEVER);
    assert.equal(receipt.attempt, 2);
    assert.equal((await spine.ledger()).length, 1);
  });

  it('waits as long as the endpoint asks', async () => {
    model.next({ do: 'refuse', status: 429, headers: { 'retry-after': '1' } });
    await callModel(spine, spine.request(), NEVER);
    const [first, second] = model.book;
    assert.ok(first && second);
    assert.ok(second.asked_at - first.asked_at >= 1000, `${second.asked_at - first.asked_at} ms`);
  });

  for (const before of ['status', 'text', 'end'] as const) {
    it(`gives up on a silence before its ${before}, and hangs up`, async () => {
      spine = {
        ...spine,
        models: modelParts([modelSettings(model.base_url, { first_token_ms: 150, idle_ms: 150 })], spine),
      };
      model.next({ do: 'hang', before, text: 'one' });
      const failure = await failureOf();
      assert.equal(failure.code, 'MODEL_TIMEOUT');
      const entry = await model.until(({ ending }) => ending === 'closed');
      assert.equal(model.book.length, 1);
      const [row] = await spine.ledger();
      assert.equal(row?.call_id, entry.call_id);
      assert.deepEqual([row.basis, row.certain], before === 'status' ? ['at_most', false] : ['estimated', true]);
    });
  }

  it('closes the request within a moment of a cancel', async () => {
    model.next({ do: 'hang', before: 'end', text: 'one two three four five six seven eight' });
    const cancel = new AbortController();
    const heard = Promise.withResolvers<void>();
    const call = callModel(spine, spine.request({ onText: () => heard.resolve() }), cancel.signal);
    await heard.promise;
    const cancelled_at = performance.now();
    cancel.abort();
    await assert.rejects(call, { code: 'MODEL_CANCELLED' });
    const entry = await model.until(({ ending }) => ending === 'closed');
    assert.ok((entry.closed_at ?? Infinity) - cancelled_at < 5000);
    const [row] = await spine.ledger();
    assert.deepEqual([row?.basis, row?.certain], ['estimated', true]);
  });

  it('does not wait out a pause that is cancelled', async () => {
    spine = {
      ...spine,
      models: modelParts([modelSettings(model.base_url)], spine, { timing: { first_pause_ms: 3_600_000 } }),
    };
    model.next({ do: 'refuse', status: 503 });
    const cancel = new AbortController();
    const call = callModel(spine, spine.request(), cancel.signal);
    // The first try is over once its receipt is there; then comes the pause.
    while ((await spine.store.read.model_calls.receipts(spine.caller.user_id)).length === 0) {
      await model.until(({ ending }) => ending === 'refused');
    }
    cancel.abort();
    await assert.rejects(call, { code: 'MODEL_CANCELLED' });
    assert.equal(model.book.length, 1);
  });

  it('leaves an endpoint alone that failed five times in a row', async () => {
    model.otherwise(() => ({ do: 'refuse', status: 500 }));
    assert.equal((await failureOf()).code, 'MODEL_UNAVAILABLE');
    assert.equal((await failureOf()).code, 'MODEL_UNAVAILABLE');
    assert.equal(model.book.length, 5);
    assert.equal((await failureOf()).code, 'MODEL_RESTING');
    assert.equal(model.book.length, 5);
  });

  it('asks again after a rest, and goes on when that is well', async () => {
    spine = { ...spine, models: modelParts([modelSettings(model.base_url)], spine, { timing: { rest_ms: 1 } }) };
    model.otherwise(() => ({ do: 'refuse', status: 500 }));
    await failureOf();
    await failureOf();
    model.otherwise(() => ANSWER);
    const ask = () => callModel(spine, spine.request(), NEVER).catch((error: unknown) => error as ModelFailure);
    let answer = await ask();
    while (answer instanceof ModelFailure && answer.code === 'MODEL_RESTING') answer = await ask();
    assert.ok(!(answer instanceof ModelFailure));
    assert.equal(answer.text, 'one two three four five six seven');
  });

  it('lets no more through at once than the model is configured for, and refuses the rest when too many wait', async () => {
    spine = { ...spine, models: modelParts([modelSettings(model.base_url, { concurrency: 1 })], spine) };
    model.otherwise(() => ({ do: 'hang', before: 'text' }));
    const cancel = new AbortController();
    const calls = Array.from({ length: 10 }, () => callModel(spine, spine.request(), cancel.signal));
    const [busy] = await Promise.all([
      Promise.any(calls.map((call) => call.catch((error: unknown) => error as ModelFailure))),
      model.until(({ served }) => served),
    ]);
    assert.equal((busy as ModelFailure).code, 'MODEL_BUSY');
    cancel.abort();
    await Promise.allSettled(calls);
    assert.equal(model.book.length, 1);
  });
});
