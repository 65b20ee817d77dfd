import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { approveSpec, choosePlan, jobThatSays, startJob } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { watchFiles } from '../harness/watch-files.ts';

describe('a person whose tests fail already', function () {
  this.timeout(300_000);
  let journey: Journey;

  before(async () => {
    journey = await startJourney();
    const test = join(journey.folder, 'test/cart.test.js');
    await appendFile(test, "\ntest('was broken before', () => {\n  throw new Error('not ours');\n});\n");
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.test', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, 'commit', '--quiet', '--all', '-m', 'Break a test'], { cwd: journey.folder });
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('is told which, before anything is changed, and can leave them out by name', async () => {
    const { page } = journey;
    const files = await watchFiles(journey.folder);
    await startJob(page, 'unused-code');
    await choosePlan(page, 'CONSERVATIVE');
    await approveSpec(page);
    await (await jobThatSays(page, /Tests fail before any change/)).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('was broken before').waitFor();
    await takeScreenshot(page, 'failing-baseline');
    await dialog.getByRole('button', { name: /Leave 1 Failing Tests Out/ }).click();
    await jobThatSays(page, /Ready for review/);
    assert.deepEqual(await files.changed(), []);
  });
});
