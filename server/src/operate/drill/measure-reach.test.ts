import assert from 'node:assert/strict';
import { escaped, measureReach, reachTable } from './measure-reach.ts';

describe('what a drill says', () => {
  it('names what escaped, by being late or by not being reached at all', () => {
    const reaches = [
      { what: 'a job', ms: 812.4 },
      { what: 'a late call', ms: 5001 },
      { what: 'a stream', ms: null },
    ];
    assert.deepEqual(reaches.map(escaped), [false, true, true]);
    assert.deepEqual(reachTable(reaches), [
      'a job            812 ms  reached',
      'a late call     5001 ms  ESCAPED',
      'a stream     not at all  ESCAPED',
      '2 of 3 escaped for more than 5 s: a late call; a stream.',
    ]);
    assert.equal(reachTable(reaches.slice(0, 1)).at(-1), 'All 1 were reached within 5 s.');
  });

  it('measures each by itself, and takes a failure for an escape', async () => {
    const reaches = await measureReach(performance.now(), {
      good: () => Promise.resolve(),
      bad: () => Promise.reject(new Error('no stream')),
    });
    assert.deepEqual(
      reaches.map(({ what, ms }) => [what, ms === null]),
      [
        ['good', false],
        ['bad', true],
      ],
    );
  });
});
