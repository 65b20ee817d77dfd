import assert from 'node:assert/strict';
import { painter } from './terminal.ts';

describe('colours', () => {
  it('are for a terminal, and not for a pipe', () => {
    assert.notEqual(painter({ isTTY: true }, {}).red('x'), 'x');
    assert.equal(painter({}, {}).red('x'), 'x');
    assert.equal(painter({ isTTY: false }, {}).red('x'), 'x');
  });

  it('are left out where they are not wanted', () => {
    assert.equal(painter({ isTTY: true }, { NO_COLOR: '1' }).red('x'), 'x');
    assert.equal(painter({ isTTY: true }, { TERM: 'dumb' }).red('x'), 'x');
  });
});
