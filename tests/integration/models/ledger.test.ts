import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sweepUnsettledCalls } from '@iama/server/app/models/sweep-unsettled-calls';
import { systemDigest } from '@iama/server/system';
import { openModelSpine } from '../../support/model-spine.ts';
import type { ModelSpine } from '../../support/model-spine.ts';
import type { BookEntry } from '../../support/scripted-model/book.ts';
import type { ModelScript } from '../../support/scripted-model/script.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const CALLER = fileURLToPath(new URL('../../support/model-caller.ts', import.meta.url));
const SEED = Number(process.env['IAMA_SEED'] ?? 20_261_130);
const CALLS = Number(process.env['IAMA_CALLS'] ?? 1000);
const KILLS = Number(process.env['IAMA_KILLS'] ?? 5);
const TEXT = 'the quick brown fox jumps over the lazy dog, again and again, until the story has an end';

/** What the endpoint does, by chance. Answers come in many pieces, so that a cancel finds them under way. */
function luck(random: () => number): ModelScript {
  const dice = random();
  if (dice < 0.7) return { do: 'answer', text: TEXT.slice(0, 20 + Math.floor(random() * 60)), piece: 4, pause_ms: 1 };
  if (dice < 0.78) return { do: 'cut', text: TEXT };
  if (dice < 0.82) return { do: 'stop_short', text: TEXT };
  if (dice < 0.86) return { do: 'answer', text: TEXT, model: 'cheap-1' };
  if (dice < 0.9) return { do: 'answer', text: TEXT, usage: false };
  if (dice < 0.95) return { do: 'refuse', status: 503 };
  return { do: 'refuse', status: 429, headers: { 'retry-after': '0' } };
}

describe(`the ledger, after ${CALLS} calls and ${KILLS} kills (seed ${SEED})`, function () {
  this.timeout(600_000);
  let model: ScriptedModel;
  let spine: ModelSpine;
  let ledger: Awaited<ReturnType<ModelSpine['ledger']>>;
  let served: BookEntry[];

  before(async () => {
    const random = seededRandom(SEED);
    model = await startScriptedModel();
    model.otherwise(() => luck(random));
    spine = await openModelSpine([]);
    for (let kill = 0; kill < KILLS; kill += 1) await callAndDie(Math.floor(CALLS / (KILLS + 1)), random);
    await call(CALLS - model.book.length);
    // The dead have had their time.
    const later = { now: () => new Date(Date.now() + 3_600_000) };
    while ((await sweepUnsettledCalls({ ...spine, clock: later })) > 0);
    ledger = await spine.ledger();
    served = model.book.filter((entry) => entry.served);
  });

  after(async () => {
    await spine.close();
    await model.close();
  });

  function start(count: number) {
    const { user_id, org_id } = spine.caller;
    const args = [CALLER, spine.spine.url, model.base_url, user_id, org_id, String(count)];
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  async function callAndDie(count: number, random: () => number): Promise<void> {
    const enough = model.book.length + Math.floor(count * (0.5 + random() / 2));
    const child = start(CALLS);
    child.stdout.resume();
    const gone = once(child, 'exit');
    await model.until(() => model.book.length >= enough);
    child.kill('SIGKILL');
    await gone;
  }

  async function call(count: number): Promise<void> {
    const child = start(count);
    child.stdout.resume();
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  }

  it('has met every kind of luck', () => {
    assert.ok(model.book.length >= CALLS, `${model.book.length} requests`);
    for (const ending of ['whole', 'refused', 'broken', 'closed'] as const) {
      assert.ok(
        model.book.some((entry) => entry.ending === ending),
        ending,
      );
    }
    for (const basis of ['reported', 'estimated', 'at_most'] as const) {
      assert.ok(
        ledger.some((row) => row.basis === basis),
        basis,
      );
    }
  });

  it('has exactly one row for each call that was served', () => {
    const rows = new Map<string, number>();
    for (const { call_id } of ledger) rows.set(call_id, (rows.get(call_id) ?? 0) + 1);
    const wrong = served.filter(({ call_id }) => rows.get(call_id) !== 1);
    assert.deepEqual(wrong, []);
  });

  it('has no row for a call that was refused, unless its process died before it heard so', () => {
    const known = new Set(served.map(({ call_id }) => call_id));
    const others = ledger.filter(({ call_id }) => !known.has(call_id));
    assert.deepEqual(
      others.filter(({ certain }) => certain),
      [],
    );
    // No more can have been under way than a process asks at once, in each that was killed.
    assert.ok(others.length <= KILLS * 16, `${others.length} rows`);
  });

  it('says what the endpoint said, to the token', () => {
    const told = new Map(served.map((entry) => [entry.call_id, entry]));
    const reported = ledger.filter(({ basis }) => basis === 'reported');
    assert.ok(reported.length > CALLS / 3, `${reported.length} rows`);
    for (const { call_id, input_tokens, output_tokens } of reported) {
      assert.deepEqual({ input_tokens, output_tokens }, told.get(call_id)?.told);
    }
  });

  it('never says less than was served where nobody saw the end', () => {
    const told = new Map(served.map((entry) => [entry.call_id, entry]));
    for (const { call_id, output_tokens } of ledger.filter(({ basis }) => basis === 'at_most')) {
      assert.ok(output_tokens >= (told.get(call_id)?.output_tokens ?? 0));
    }
  });

  it('goes with a chain of receipts that has no gap and no break', async () => {
    const receipts = await spine.store.read.model_calls.receipts(spine.caller.user_id);
    let previous = '0'.repeat(64);
    for (const [index, { body, sha256 }] of receipts.entries()) {
      assert.equal(body.ordinal, index + 1);
      assert.equal(body.previous_sha256, previous);
      assert.equal(systemDigest.sha256(JSON.stringify(body)), sha256);
      previous = sha256;
    }
    const calls = new Set(receipts.map(({ body }) => body.call_id));
    assert.ok(ledger.every(({ call_id }) => calls.has(call_id)));
  });
});
