import assert from 'node:assert/strict';
import { judgeProgress } from './judge-progress.ts';

const failed = (fingerprint: string, failed_count: number) => ({ fingerprint, failed_count });

describe('the progress of an attempt', () => {
  it('is told by what fails and by how much of it', () => {
    assert.equal(judgeProgress(null, failed('a', 1)), 'first');
    assert.equal(judgeProgress(failed('a', 1), failed('a', 1)), 'same');
    assert.equal(judgeProgress(failed('a', 1), failed('b', 1)), 'different');
    assert.equal(judgeProgress(failed('a', 3), failed('b', 1)), 'better');
    assert.equal(judgeProgress(failed('a', 1), failed('b', 3)), 'worse');
  });
});
