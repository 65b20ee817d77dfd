import assert from 'node:assert/strict';
import { sampleJob } from '../testing/sample-job.ts';
import { cutWords, doingWords, wholeGoal } from './doing-words.ts';

describe('what a job does, in a few words', () => {
  it('is its recipe, or what the person said', () => {
    assert.equal(doingWords(sampleJob()), 'unused-code');
    assert.equal(doingWords(sampleJob({ recipe_id: 'goal', goal: ' Sum with\na loop. ' })), '“Sum with a loop.”');
  });

  it('is quoted whole below a heading that had no room for it', () => {
    assert.deepEqual(wholeGoal('Sum with a loop.'), []);
    assert.deepEqual(wholeGoal(null), []);
    assert.deepEqual(wholeGoal('one\ntwo'), ['> one\n> two', '']);
    assert.equal(wholeGoal('long '.repeat(30)).length, 2);
  });

  it('is cut between words, and inside one only where it has no end', () => {
    assert.equal(cutWords('one two three four', 12), 'one two…');
    assert.equal(cutWords('one two, three', 9), 'one two…');
    assert.equal(cutWords('x'.repeat(20), 8), `${'x'.repeat(8)}…`);
    assert.equal(cutWords('exactly 12 !', 12), 'exactly 12 !');
  });
});
