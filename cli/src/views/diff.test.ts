import assert from 'node:assert/strict';
import { shortened } from './diff.ts';

describe('a line of a diff on a terminal', () => {
  it('is shown whole unless it is of a length that nobody reads', () => {
    const usual = `+${'a'.repeat(400)}`;
    assert.equal(shortened(usual), usual);
    const long = shortened(`+${'a'.repeat(80_000)}b`);
    assert.ok(long.length < 1000);
    assert.match(long, /^\+a+ … 79102 characters … a+b$/);
  });
});
