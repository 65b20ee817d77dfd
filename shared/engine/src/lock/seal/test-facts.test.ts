import assert from 'node:assert/strict';
import { readTestFacts } from './test-facts.ts';

describe('the facts of a test file', () => {
  for (const made of [
    "mock.method(cart, 'total', () => 3);",
    "t.mock.method(cart, 'total', () => 3);",
    "require('node:test').mock.getter(cart, 'total', () => 3);",
    't.mock.fn();',
  ]) {
    it(`count ${made} as a stand-in`, () => assert.equal(readTestFacts('test/a.test.js', made)?.mocks, 1));
  }

  it('count no question to one', () => {
    assert.equal(readTestFacts('test/a.test.js', 'total.mock.calls.at(0);')?.mocks, 0);
  });
});
