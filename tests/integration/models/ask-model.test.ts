import assert from 'node:assert/strict';
import { askModel } from '@iama/server/app/models/ask-model';
import { z } from 'zod';
import { modelSettings } from '../../support/model-parts.ts';
import { openModelSpine } from '../../support/model-spine.ts';
import type { ModelSpine } from '../../support/model-spine.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';

const NEVER = new AbortController().signal;
const Sum = z.strictObject({ sum: z.int() });
const says = (text: string) => ({ do: 'answer', text }) as const;

describe('an answer of a form', () => {
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

  for (const text of ['{"sum": 7}', 'Sure:\n```json\n{"sum": 7,}\n```', "{'sum': 7}"]) {
    it(`is taken at once: ${JSON.stringify(text)}`, async () => {
      model.next(says(text));
      const { value, answers } = await askModel(spine, spine.request(), Sum, NEVER);
      assert.deepEqual([value, answers.length], [{ sum: 7 }, 1]);
    });
  }

  it('is asked for once more with what is wrong, after the same beginning', async () => {
    model.next(says('{"sum": "seven"}'), says('{"sum": 7}'));
    const { value, answers } = await askModel(spine, spine.request({ request_key: 'sum' }), Sum, NEVER);
    assert.deepEqual([value, answers.length], [{ sum: 7 }, 2]);
    const [first, second] = model.book.map(({ body }) => body.messages);
    assert.deepEqual(second?.slice(0, first?.length), first);
    assert.deepEqual(
      second?.slice(-2).map(({ role }) => role),
      ['assistant', 'user'],
    );
    assert.match(second.at(-1)?.content ?? '', /sum: .*expected (number|int)/);
    assert.deepEqual(
      (await spine.ledger()).map((row) => row.idempotency_key),
      ['sum#1', 'sum/repair#1'],
    );
  });

  for (const text of [
    'I would rather not.',
    '{"sum": 7',
    '{"sum": 7, "rm": "-rf"}',
    '['.repeat(5000),
    '{"__proto__": {"sum": 7}}',
  ]) {
    it(`is given up after the second try: ${text.slice(0, 30)}`, async () => {
      model.otherwise(() => says(text));
      await assert.rejects(askModel(spine, spine.request(), Sum, NEVER), { code: 'MODEL_ANSWER_INVALID' });
      assert.equal(model.book.length, 2);
      assert.equal((await spine.ledger()).length, 2);
    });
  }
});
