import assert from 'node:assert/strict';
import { conflictsIn, linesOf } from './conflicts-in.ts';

const LINES = ['a', '<<<<<<< yours', 'mine', '=======', 'theirs', 'too', '>>>>>>> revision 2', 'b', '=======', 'c'];

describe('conflicts in a specification', () => {
  it('are found with their three markers, and a lone marker is none', () => {
    assert.deepEqual(conflictsIn(LINES), [{ start: 1, middle: 3, end: 6 }]);
    assert.deepEqual(conflictsIn(['>>>>>>> a', '<<<<<<< b', 'x', '>>>>>>> c']), []);
  });

  it('give way to one side, to the other, or to both', () => {
    const place = conflictsIn(LINES)[0] ?? { start: 0, middle: 0, end: 0 };
    assert.deepEqual(linesOf(LINES, place, 'mine'), ['mine']);
    assert.deepEqual(linesOf(LINES, place, 'theirs'), ['theirs', 'too']);
    assert.deepEqual(linesOf(LINES, place, 'both'), ['mine', 'theirs', 'too']);
  });
});
