import assert from 'node:assert/strict';
import { asWritten } from '../testing/as-written.ts';
import { FRESH_REVIEW } from './review-state.ts';
import { sendBackQuestion } from './send-back.ts';

const ask = (writer: 'recipe' | 'model', rejected: string[], comments: number, partial = false) =>
  sendBackQuestion(
    {
      state: {
        ...FRESH_REVIEW,
        rejected: new Set(rejected),
        partial: new Map(partial ? [['h', new Set([0])]] : []),
      },
      comments: Array.from({ length: comments }),
    },
    writer,
    asWritten,
  );

describe('sending a diff back', () => {
  it('takes comments alone where a model reads them, and only there', () => {
    assert.match(ask('model', [], 2)?.question ?? '', /follows your comments\? Comments sent along: 2/);
    assert.equal(ask('recipe', [], 2), null);
    assert.equal(ask('model', [], 0), null);
  });

  it('counts what is left out', () => {
    for (const writer of ['recipe', 'model'] as const)
      assert.match(ask(writer, ['a', 'b'], 1)?.question ?? '', /left out: 2\. Comments sent along: 1/);
  });

  it('says what becomes of a part, and that a model costs', () => {
    assert.match(ask('recipe', ['a'], 0, true)?.detail ?? '', /stay whole/);
    assert.match(ask('model', ['a'], 0, true)?.detail ?? '', /asked again.*say in a comment/);
    assert.doesNotMatch(ask('recipe', ['a'], 0)?.detail ?? '', /model|whole/);
  });
});
