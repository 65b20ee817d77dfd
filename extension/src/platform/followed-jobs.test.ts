import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followedJobs } from './followed-jobs.ts';
import { keptValues } from './kept-values.ts';

describe('the jobs that were started in a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iama-followed-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are known to the next window, the newest first', async () => {
    const jobs = followedJobs(keptValues(folder));
    await jobs.add({ job_id: 'a', root: '/shop' });
    await jobs.add({ job_id: 'b', root: '/shop' });
    assert.deepEqual(
      (await followedJobs(keptValues(folder)).all()).map((each) => each.job_id),
      ['b', 'a'],
    );
  });

  it('do not grow without end, and what was kept about one that is dropped goes with it', async () => {
    const kept = keptValues(folder);
    const jobs = followedJobs(kept);
    for (let count = 0; count < 53; count += 1) {
      await kept.write(`review ${count}`, { rejected: [] });
      await jobs.add({ job_id: String(count), root: '/shop' });
    }
    assert.equal((await jobs.all()).length, 50);
    assert.equal(await jobs.find('2'), null);
    assert.equal(readdirSync(folder).length, 51, 'fifty reviews and the list');
    assert.equal(await kept.read('review 2'), undefined);
    assert.notEqual(await kept.read('review 3'), undefined);
  });
});
