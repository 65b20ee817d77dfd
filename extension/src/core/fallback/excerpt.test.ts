import assert from 'node:assert/strict';
import { excerpt, firstLines, lastLines } from './excerpt.ts';

describe('an excerpt of what a test printed', () => {
  it('ends only where it should, whatever backticks are in it', () => {
    assert.deepEqual(excerpt('a ```` b'), ['`````text', 'a ```` b', '`````', '']);
    assert.deepEqual(excerpt('a'), ['```text', 'a', '```', '']);
  });

  it('has the first or the last lines, says that there are more, and has no colours', () => {
    const red = String.fromCodePoint(27);
    assert.equal(firstLines(`${red}[31m1${red}[0m\n2\r\n3\n`, 2), '1\n2\n…');
    assert.equal(lastLines('1\n2\n3\n', 2), '…\n2\n3');
    assert.equal(firstLines('1\n2\n', 2), '1\n2');
  });
});
