import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { answerDialog } from '../harness/answer-dialog.ts';
import { findWebview } from '../harness/find-webview.ts';
import { agreeIfAsked, approveSpec, choosePlan, jobThatSays, openReview } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { chooseItem, runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { watchFiles } from '../harness/watch-files.ts';

/** What the walkthrough promises. */
const PROMISE_MS = 180_000;

describe('a person who has just installed the extension', function () {
  this.timeout(300_000);
  let journey: Journey;

  before(async () => {
    journey = await startJourney();
  });
  afterEach(function () {
    return keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('finds five steps in the walkthrough', async () => {
    const { page } = journey;
    assert.equal(await (await openWalkthrough()).count(), 5);
    // A theme takes the page back to the list of walkthroughs.
    await takeInThemes(page, 'walkthrough', openWalkthrough);
  });

  it('gets from the last step to a change that is applied and taken back, in less than three minutes', async () => {
    const { page } = journey;
    const files = await watchFiles(journey.folder);
    await (await openWalkthrough()).filter({ hasText: 'Try it on a sample' }).click();
    const started = performance.now();
    await page.getByRole('button', { name: 'Try the Sample' }).click();
    await answerDialog(page, 'Start the Job');
    await page.locator('.monaco-dialog-box').getByText('may this leave the editor').waitFor();
    await takeScreenshot(page, 'consent');
    await agreeIfAsked(page);
    await choosePlan(page, 'STANDARD');
    await approveSpec(page);
    await openReview(page);
    await journey.beforeApply();
    await runCommand(page, 'IAMA: Apply Accepted Changes');
    await jobThatSays(page, /Applied/);
    await takeScreenshot(page, 'sample-applied');
    await runCommand(page, "IAMA: Revert a Job's Changes");
    await jobThatSays(page, /Taken back/);
    const took_ms = performance.now() - started;
    console.log(`      the sample took ${(took_ms / 1000).toFixed(1)} s`);
    assert.ok(took_ms < PROMISE_MS, `the sample took ${took_ms} ms`);
    assert.deepEqual(await files.changed(), [], 'the open folder was written to');
  });

  it('reads what leaves the machine again, whenever they like', async () => {
    const { page } = journey;
    await runCommand(page, 'IAMA: Show What Leaves This Machine');
    await findWebview(page).getByRole('heading', { name: 'Never sent' }).waitFor();
    await takeInThemes(page, 'disclosure');
  });

  async function openWalkthrough(): Promise<Locator> {
    const { page } = journey;
    await runCommand(page, 'Welcome: Open Walkthrough...');
    await chooseItem(page, 'Refactor with proof');
    const steps = page.locator('.getting-started-step:not([disabled])');
    await steps.nth(4).waitFor();
    return steps;
  }
});
