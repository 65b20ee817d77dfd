import assert from 'node:assert/strict';
import type { AttemptDetail } from '@iama/contracts/job/fallback';
import { slowNow } from './slow-now.ts';

const failure = { code: 'BASELINE_TIMEOUT', title: 'x', detail: 'npm::slow now', next: 'y' } as const;
const attempts = [{ timed_out: ['npm::slow then'] } as unknown as AttemptDetail];

describe('what takes too long, before it is left out', () => {
  it('is what the baseline says where that failed, also after attempts of a revision before', () => {
    assert.equal(slowNow({ failure, attempts }), 'npm::slow now');
  });

  it('is what the newest attempt says where a change is judged', () => {
    assert.equal(slowNow({ failure: null, attempts }), 'npm::slow then');
  });
});
