import assert from 'node:assert/strict';
import { approveSpec, choosePlan, jobThatSays, openReview, startJob } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { watchFiles } from '../harness/watch-files.ts';

describe('a person whose control plane is killed in the middle', function () {
  this.timeout(300_000);
  let journey: Journey;

  before(async () => {
    journey = await startJourney();
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('finds the job done when it is back, without asking anything again', async () => {
    const { page, plane } = journey;
    const files = await watchFiles(journey.folder);
    await startJob(page, 'unused-code');
    await choosePlan(page, 'CONSERVATIVE');
    await approveSpec(page);
    await jobThatSays(page, /Finding the tests|Running the tests|Making the change|Ready for review/);
    await plane.kill();
    await plane.start();
    await openReview(page);
    await jobThatSays(page, /Ready for review/);
    assert.deepEqual(await files.changed(), []);
  });
});
