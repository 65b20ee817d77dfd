import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJsonAnswer } from './read-json-answer.ts';

describe('readJsonAnswer', () => {
  for (const [name, answer, value] of [
    ['JSON alone', '{"a":1}', { a: 1 }],
    ['JSON in a fence, with words around it', 'Sure! [sic]\n```json\n{"a": [1, 2]}\n```\nDone.', { a: [1, 2] }],
    ['JSON among words', 'Here it is: {"a": 1} as you asked.', { a: 1 }],
    ['a comma too many', '{"a": [1, 2,],}', { a: [1, 2] }],
    ['single quotes and a comment', "{'a': 1 // one\n}", { a: 1 }],
    ['a fence inside a string', '{"a": "```json\\n{}\\n```"}', { a: '```json\n{}\n```' }],
  ] as const) {
    it(`reads ${name}`, () => assert.deepEqual(readJsonAnswer(answer), { ok: true, value }));
  }

  for (const [name, answer, says] of [
    ['words', 'I cannot do that.', /no JSON/],
    ['nothing', '', /no JSON/],
    ['JSON that breaks off', '{"edits": [{"path": "a.js"}, {"pa', /breaks off/],
    ['a thousand brackets', '['.repeat(1000) + ']'.repeat(1000), /nested deeper/],
  ] as const) {
    it(`refuses ${name}`, () => {
      const read = readJsonAnswer(answer);
      assert.ok(!read.ok);
      assert.match(read.message, says);
    });
  }

  it('gives any JSON value back as it was', () => {
    fc.assert(
      fc.property(fc.oneof(fc.object({ maxDepth: 3 }), fc.array(fc.jsonValue())), (value) => {
        const text = JSON.stringify(value);
        assert.deepEqual(readJsonAnswer(text), { ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.string(), (text) => void readJsonAnswer(`{${text}`)));
  });
});
