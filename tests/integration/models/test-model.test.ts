import assert from 'node:assert/strict';
import type { Client } from '@iama/client/create-client';
import { testModel } from '@iama/server/app/models/test-model';
import type { ModelSettings } from '@iama/server/model/model-settings';
import { openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { modelParts, modelSettings } from '../../support/model-parts.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';

describe('POST /models/:alias/test', () => {
  let model: ScriptedModel;
  let api: TestApi;
  let client: Client;

  before(async () => {
    model = await startScriptedModel({ key: 'sk-right-key' });
    const key = { env: 'RIGHT' };
    const with_key = (alias: string, more: Partial<ModelSettings> = {}, url = model.base_url) =>
      modelSettings(url, { alias, key, ...more });
    api = await openApi({
      works: false,
      model_env: { RIGHT: 'sk-right-key', WRONG: 'sk-wrong-key' },
      models: [
        with_key('good'),
        with_key('no-key', { key: null }),
        with_key('key-not-set', { key: { env: 'NOT_SET' } }),
        with_key('wrong-key', { key: { env: 'WRONG' } }),
        with_key('wrong-model', { model: 'scripted-9' }),
        with_key('wrong-path', {}, model.base_url.replace('/v1', '')),
        with_key('nobody', {}, 'http://127.0.0.1:1/v1'),
        with_key('tls', {}, model.base_url.replace('http:', 'https:')),
        with_key('slow', { first_token_ms: 200 }),
      ],
    });
    ({ client } = await api.newPerson());
  });
  after(async () => {
    await api.close();
    await model.close();
  });

  const test = (alias: string) => client.call('models.test', { params: { alias } });

  it('says that all is well, with times, figures and cost', async () => {
    const result = await test('good');
    assert.ok(result.ok, result.sentence);
    assert.match(result.sentence, /scripted-1 answers at http.*, and streams/);
    assert.equal(result.served_model, 'scripted-1');
    assert.equal(result.stream?.pieces, 2);
    assert.ok((result.usage?.output ?? 0) > 0 && (result.cost_nano_usd ?? 0) > 0);
    assert.match(result.receipt_sha256 ?? '', /^[0-9a-f]{64}$/);
  });

  it('says that an answer came in one piece', async () => {
    model.next({ do: 'answer', text: 'one two', piece: 1000 });
    const result = await test('good');
    assert.ok(result.ok);
    assert.match(result.sentence, /in one piece/);
  });

  for (const [alias, code, sentence] of [
    ['no-key', 'MODEL_KEY_REFUSED', /401: it wants a key, and none is configured/],
    ['key-not-set', 'MODEL_KEY_MISSING', /The variable NOT_SET is not set/],
    ['wrong-key', 'MODEL_KEY_REFUSED', /401: it refuses the key/],
    ['wrong-model', 'MODEL_UNKNOWN', /has no model "scripted-9"/],
    ['wrong-path', 'MODEL_URL_WRONG', /404: there is no such path/],
    ['nobody', 'MODEL_UNREACHABLE', /Nothing answers at http:\/\/127\.0\.0\.1:1\/v1 \(bad port\)/],
    ['tls', 'MODEL_TLS_FAILED', /cannot be trusted/],
  ] as const) {
    it(`says what is wrong: ${alias} is ${code}`, async () => {
      const result = await test(alias);
      assert.ok(!result.ok);
      assert.equal(result.code, code, result.sentence);
      assert.match(result.sentence, sentence);
      assert.notEqual(result.next, null);
      assert.doesNotMatch(JSON.stringify(result), /sk-(right|wrong)/);
    });
  }

  for (const [name, script, code] of [
    ['no stream', { do: 'one_document', text: 'one' }, 'MODEL_NOT_STREAMING'],
    ['silence', { do: 'hang', before: 'status' }, 'MODEL_TIMEOUT'],
    ['another model', { do: 'answer', text: 'one', model: 'cheap' }, 'MODEL_MISMATCH'],
  ] as const) {
    it(`says what is wrong: ${name} is ${code}`, async () => {
      model.next(script);
      assert.equal((await test('slow')).code, code);
    });
  }

  it('says that a model was too slow, when whoever asked waits no longer', async () => {
    model.next({ do: 'hang', before: 'end', text: 'one two' });
    const { store, clock, ids, digest, log } = api.spine;
    const models = modelParts([modelSettings(model.base_url, { key: { env: 'K' } })], api.spine, {
      env: { K: 'sk-right-key' },
    });
    const deps = { store, clock, ids, digest, log, models };
    const caller = { ...(await api.spine.newActor()), tier: 'FREE' } as const;
    const result = await testModel(deps, caller, 'default', { ms: 300, signal: AbortSignal.timeout(300) });
    assert.deepEqual([result.code, result.sentence], ['MODEL_TIMEOUT', 'The answer was not finished after 0.3 s.']);
  });

  it('says each time what is wrong, however often it is asked', async () => {
    for (let time = 0; time < 7; time += 1) assert.equal((await test('nobody')).code, 'MODEL_UNREACHABLE');
  });

  it('knows no other model', async () => {
    await assert.rejects(test('other'), { code: 'NOT_FOUND' });
  });

  it('lists them without their keys', async () => {
    const listed = await client.call('models.list');
    assert.equal(listed.items.length, 9);
    assert.doesNotMatch(JSON.stringify(listed), /sk-|RIGHT/);
  });
});
