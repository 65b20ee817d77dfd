import assert from 'node:assert/strict';
import { testModel } from '@iama/server/app/models/test-model';
import { usageLedger } from '@iama/server/db/schema/usage-ledger';
import { runActivity } from '@iama/server/worker/run-activity';
import { collectedForGoal } from '../../support/goal-context.ts';
import { queuedActivity } from '../../support/queued-activity.ts';
import { flip, REASON } from '../../support/kill-switches.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import type { BookEntry } from '../../support/scripted-model/book.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const SLOW = { first_token_ms: 60_000, idle_ms: 60_000, total_ms: 60_000 };

describe('a kill switch on calls of models', function () {
  this.timeout(8_000);
  let model: ScriptedModel;
  let spine: Spine;

  beforeEach(async () => {
    model = await startScriptedModel();
    spine = await openSpine({ models: [modelSettings(model.base_url, SLOW)] });
  });
  afterEach(async () => {
    await spine.close();
    await model.close();
  });

  /** A job whose plans a model is writing, without coming to an end. */
  async function planning(): Promise<{ client: ScriptedClient; call: BookEntry }> {
    model.next({ do: 'hang', before: 'end', text: 'Let me see' });
    const client = await ScriptedClient.begin(spine, { recipe_id: 'goal', goal: 'Sum with a loop.' });
    await client.do('collect_context', { ...GOOD, collect_context: collectedForGoal });
    return { client, call: await model.until(({ output_tokens }) => output_tokens > 0) };
  }

  async function closed(call: BookEntry, flipped_at: number): Promise<void> {
    await model.until((entry) => entry === call && entry.closed_at !== null);
    const took_ms = (call.closed_at ?? Infinity) - flipped_at;
    assert.equal(call.ending, 'closed');
    assert.ok(took_ms < 5000, `${Math.round(took_ms)} ms`);
  }

  for (const scope of ['global', 'plan:FREE', 'user']) {
    it(`closes a job's running call within five seconds, and the job ends by it (${scope})`, async () => {
      const { client, call } = await planning();
      const flipped_at = performance.now();
      await flip(spine, scope === 'user' ? `user:${client.actor.user_id}` : scope, true);
      await closed(call, flipped_at);
      await client.waitForState('FAILED');
      assert.equal((await client.job()).failure?.code, 'KILL_SWITCH');
      // What was served is paid for; its process writes that down a moment after it has hung up.
      while ((await spine.db.select().from(usageLedger)).length !== 1);
      client.close();
    });
  }

  it('ends the job by its own name, also where the call hears of the switch before a sweep does', async () => {
    const alone = await openSpine({ works: false, models: [modelSettings(model.base_url, SLOW)] });
    model.next({ do: 'hang', before: 'end', text: 'Let me see' });
    const client = await ScriptedClient.begin(alone, { recipe_id: 'goal', goal: 'Sum with a loop.' });
    await client.do('collect_context', { ...GOOD, collect_context: collectedForGoal });
    const running = runActivity(alone, await queuedActivity(alone, client.job_id), new AbortController().signal);
    await model.until(({ output_tokens }) => output_tokens > 0);
    await flip(alone, `user:${client.actor.user_id}`, true);
    await running;
    assert.equal((await client.job()).failure?.code, 'KILL_SWITCH');
    client.close();
    await alone.close();
  });

  it('of a model closes its calls, and the step that asks it fails with the reason', async () => {
    const { client, call } = await planning();
    const flipped_at = performance.now();
    await flip(spine, 'model:other', true);
    await flip(spine, 'model:default', true);
    await closed(call, flipped_at);
    await client.waitForState('FALLBACK_REQUIRED');
    const { failure } = await client.job();
    assert.equal(failure?.code, 'MODEL_FAILED');
    assert.match(failure.detail, new RegExp(`switched the model off: ${REASON}`));
    const [receipt] = await spine.store.read.model_calls.receipts(client.job_id);
    assert.equal(receipt?.body.failure, 'MODEL_SWITCHED_OFF');
    client.close();
  });

  it('of a model sends nothing to it, and stops no job that needs none', async () => {
    await flip(spine, 'model:default', true);
    const recipe = await ScriptedClient.begin(spine);
    await recipe.do('collect_context');
    await recipe.waitForState('WAITING_STRATEGY');
    const patience = { ms: 20_000, signal: new AbortController().signal };
    const { tier } = recipe.actor;
    const result = await testModel(spine, { ...recipe.actor, tier: tier as 'FREE' }, 'default', patience);
    assert.equal(result.code, 'MODEL_SWITCHED_OFF');
    assert.match(result.sentence, new RegExp(REASON));
    assert.equal(model.book.length, 0);

    await flip(spine, 'model:default', false);
    assert.equal((await testModel(spine, { ...recipe.actor, tier: tier as 'FREE' }, 'default', patience)).ok, true);
    recipe.close();
  });
});
