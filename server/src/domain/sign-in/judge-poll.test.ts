import assert from 'node:assert/strict';
import { judgePoll } from './judge-poll.ts';

const at = (ms: number) => new Date(Date.UTC(2026, 10, 20) + ms);

describe('judgePoll', () => {
  it('takes the first at once, and those that keep the interval, give or take a second', () => {
    assert.deepEqual(judgePoll({ interval_s: 5, polled_at: null }, at(0)), { hasty: false, interval_s: 5 });
    assert.deepEqual(judgePoll({ interval_s: 5, polled_at: at(0) }, at(4000)), { hasty: false, interval_s: 5 });
  });

  it('makes the interval of one who hurries longer, up to a minute', () => {
    assert.deepEqual(judgePoll({ interval_s: 5, polled_at: at(0) }, at(3999)), { hasty: true, interval_s: 10 });
    assert.deepEqual(judgePoll({ interval_s: 58, polled_at: at(0) }, at(0)), { hasty: true, interval_s: 60 });
  });
});
