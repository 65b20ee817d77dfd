import assert from 'node:assert/strict';
import { asWritten } from '../testing/as-written.ts';
import { sampleJob } from '../testing/sample-job.ts';
import { MOST_AT_TOP, earlierWords, listJobs } from './list-jobs.ts';

const ended_at = '2026-11-30T06:00:00.000Z';
const over = (count: number) => Array.from({ length: count }, () => sampleJob({ ended_at }));

describe('the list of jobs', () => {
  it('has no earlier ones while there are few', () => {
    const jobs = over(MOST_AT_TOP);
    assert.deepEqual(listJobs(jobs), { top: jobs, earlier: [] });
  });

  it('has the newest at the top, and an older one as long as it is under way', () => {
    const [newest, under_way, old] = [over(MOST_AT_TOP), sampleJob(), over(3)];
    assert.deepEqual(listJobs([...newest, ...old.slice(0, 1), under_way, ...old.slice(1)]), {
      top: [...newest, under_way],
      earlier: old,
    });
  });

  it('says how many earlier ones there are, and how many of them wait for a review', () => {
    const to_review = sampleJob({ ended_at, state: 'DELIVERED', delivery_status: 'staged' });
    assert.equal(earlierWords(over(3), asWritten), '3');
    assert.equal(earlierWords([...over(2), to_review], asWritten), '3 · 1 to review');
  });
});
