import assert from 'node:assert/strict';
import { callModel } from '@iama/server/app/models/call-model';
import { dynamicConfigs } from '@iama/server/db/schema/dynamic-configs';
import { modelSettings } from '../../support/model-parts.ts';
import { openModelSpine } from '../../support/model-spine.ts';
import type { ModelSpine } from '../../support/model-spine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';

const NEVER = new AbortController().signal;

describe('which model is asked', () => {
  let model: ScriptedModel;
  let spine: ModelSpine;

  before(async () => {
    model = await startScriptedModel({ models: ['small', 'large'] });
    spine = await openModelSpine([
      modelSettings(model.base_url, { model: 'small' }),
      modelSettings(model.base_url, { alias: 'careful', model: 'large' }),
    ]);
  });
  after(async () => {
    await spine.close();
    await model.close();
  });

  const routes = (value: unknown) => spine.spine.db.update(dynamicConfigs).set({ value });
  async function askedFor(more: Parameters<ModelSpine['request']>[0]): Promise<string | undefined> {
    await callModel(spine, spine.request(more), NEVER);
    return model.book.at(-1)?.body.model;
  }

  it('is the default one, as seeded', async () => assert.equal(await askedFor({}), 'small'));

  it('follows the table at the next call', async () => {
    await routes({ routes: [{ model_classes: ['L2'], alias: 'careful' }, { alias: 'default' }] });
    assert.equal(await askedFor({ model_class: 'L2' }), 'large');
    assert.equal(await askedFor({ model_class: 'L1' }), 'small');
  });

  for (const [name, value, more, code, says] of [
    ['a table that cannot be read', { routes: [{ alias: 7 }] }, {}, 'MODEL_ROUTES_INVALID', /routes\.0\.alias/],
    ['a table without a route for it', { routes: [] }, {}, 'MODEL_NO_ROUTE', /refactoring with L1 on the plan PRO/],
    [
      'a route to a model that is not there',
      { routes: [{ alias: 'gone' }] },
      {},
      'MODEL_NOT_CONFIGURED',
      /gone.*default, careful/,
    ],
    [
      'a plan that does not include the class',
      { routes: [{ alias: 'default' }] },
      { model_class: 'L3' },
      'MODEL_ENTITLEMENT_DENIED',
      /PRO includes L1 and L2, not L3/,
    ],
  ] as const) {
    it(`is none with ${name}, and nothing is sent`, async () => {
      await routes(value);
      const before = model.book.length;
      await assert.rejects(callModel(spine, spine.request(more), NEVER), { code, message: says });
      assert.equal(model.book.length, before);
    });
  }

  it('is none, and nothing is sent, when none is configured: there are recipes', async () => {
    const none = await openModelSpine([]);
    await assert.rejects(callModel(none, none.request(), NEVER), {
      code: 'MODEL_NOT_CONFIGURED',
      next: /Recipes work without one/,
    });
    await none.close();
  });

  it('goes by the plan that a job was started under, whatever the person has by now', async () => {
    await routes({ routes: [{ alias: 'default' }] });
    const started = await ScriptedClient.begin(spine.spine);
    started.close();
    const now = { ...started.actor, tier: 'MAX' } as const;
    const asked = callModel(spine, spine.request({ caller: now, job_id: started.job_id, model_class: 'L3' }), NEVER);
    await assert.rejects(asked, { code: 'MODEL_ENTITLEMENT_DENIED', message: 'The plan FREE includes L1, not L3.' });
    assert.equal(await askedFor({ caller: now, model_class: 'L3' }), 'small');
  });
});
