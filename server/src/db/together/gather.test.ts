import assert from 'node:assert/strict';
import { gather, gatherWrites } from './gather.ts';

describe('gather', () => {
  it('asks once for all that come in the same turn, and answers each', async () => {
    const calls: (readonly number[])[] = [];
    const double = gather(async (asked: readonly number[]) => {
      calls.push(asked);
      return (one) => one * 2;
    });
    // Not quite at the same time: one has to run through some promises first, as callers in step do.
    const late = Promise.resolve()
      .then(() => undefined)
      .then(() => double(3));
    assert.deepEqual(await Promise.all([double(1), double(2), late]), [2, 4, 6]);
    assert.equal(await double(4), 8);
    assert.deepEqual(calls, [[1, 2, 3], [4]]);
  });

  it('refuses all that it could not do, and goes on', async () => {
    let refuses = true;
    const write = gatherWrites(async (asked: readonly number[]) => {
      if (refuses) throw new Error(`not ${asked.join()}`);
    });
    const outcomes = await Promise.allSettled([write(1), write(2)]);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason)),
      ['Error: not 1,2', 'Error: not 1,2'],
    );
    refuses = false;
    await write(3);
  });
});
