import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { keepFailure } from '../harness/keep-failure.ts';
import { chooseItem, quickItem, runCommand, runUntilOffered } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

const CHANNELS = 'Output: Show Output Channels...';

describe('notes about the use of the extension', function () {
  this.timeout(180_000);
  let journey: Journey;

  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
    await journey?.close();
  });

  // This VS Code lacks the library that keeps the text of output channels, so what is seen is that the channel was made: with the
  // first note, and not before. What a note may hold is tested beside the list of events.
  it('go to an output channel on this machine, which comes with the first of them', async () => {
    journey = await startJourney({ settings: { 'telemetry.telemetryLevel': 'all' } });
    const { page } = journey;
    await runCommand(page, 'IAMA: Show Log');
    await runUntilOffered(page, CHANNELS, 'IAMA');
    assert.equal(await quickItem(page, 'IAMA Usage').count(), 0);
    await page.keyboard.press('Escape');
    await describeGoal(page);
    await runUntilOffered(page, CHANNELS, 'IAMA Usage');
    await takeScreenshot(page, 'usage');
  });

  it('are not taken when telemetry is switched off in the editor', async () => {
    journey = await startJourney({ settings: { 'telemetry.telemetryLevel': 'off' } });
    const { page } = journey;
    await describeGoal(page);
    await runUntilOffered(page, CHANNELS, 'IAMA');
    assert.equal(await quickItem(page, 'IAMA Usage').count(), 0);
  });
});

/** As far as to the recipes that fit; nothing is started. */
async function describeGoal(page: Page): Promise<void> {
  await runUntilOffered(page, 'IAMA: Refactor…', 'Describe the goal…');
  await chooseItem(page, 'Describe the goal…');
  await page.locator('.quick-input-widget input.input').fill('remove dead code from my secret project');
  await page.keyboard.press('Enter');
  await page.getByText('because of “dead … code”').waitFor();
  await page.keyboard.press('Escape');
}
