import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { RIGHT_SUM, inputOf, wordsOf } from '../harness/goal-steps.ts';
import { clickUntil, jobThatSays } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import type { Journey } from '../harness/start-journey.ts';
import { STEP, attemptsOf, startStuckGoal } from '../harness/stuck-goal.ts';
import type { StuckGoal } from '../harness/stuck-goal.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

const SENTENCE = 'Add the numbers, do not count them.';

describe('a repair that is stuck, on a plan with one model', function () {
  this.timeout(300_000);
  // Each step goes on where the one before ended.
  this.bail(true);
  let started: StuckGoal;
  let model: ScriptedModel;
  let journey: Journey;
  const lens = (words: string): Locator => journey.page.locator('.codelens-decoration a', { hasText: words });
  const line = (words: string | RegExp): Locator => journey.page.locator('.view-line', { hasText: words }).first();

  before(async () => {
    started = await startStuckGoal('FREE', [...STEP, RIGHT_SUM]);
    ({ journey, model } = started);
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => started?.close());

  it('tells the person why it waits, what failed each time, and exactly what they can do', async () => {
    const { page } = journey;
    const row = await jobThatSays(page, /Waiting for your decision/);
    await page.locator('.statusbar').getByText('IAMA: 1 needs you').waitFor();
    await clickUntil(row, lens('Clarify in One Line…'));
    await line(/The.last.3.attempts.failed.in.the.same.way/).waitFor();
    for (const button of ['Try Again', 'Run the Tests Again…', 'Open the Closest Attempt', 'Stop the Repair…'])
      await lens(button).waitFor();
    assert.equal(await lens('Start Afresh…').count(), 0, 'this plan has no deep fix');
    await takeInThemes(page, 'stuck-repair');
  });

  it('opens the closest attempt as a diff, and writes nothing', async () => {
    const { page } = journey;
    await lens('Open the Closest Attempt').click();
    await line(/It.did.not.pass..Tests.that.fail.with.it:.1/).waitFor();
    await line(/export.const.total.=.\(list\).=>.list\.length;/).waitFor();
    await takeScreenshot(page, 'closest-attempt');
  });

  it('runs the tests once more with their time limit, and asks no model for it', async () => {
    const { page } = journey;
    const row = await jobThatSays(page, /Waiting for your decision/);
    await clickUntil(row, lens('Run the Tests Again…'));
    await lens('Run the Tests Again…').click();
    await page.getByText('How many seconds may one test suite take').waitFor();
    await inputOf(page).fill('0');
    await page.getByText('A number of seconds from 1 to 3600').waitFor();
    await inputOf(page).fill('90');
    await page.keyboard.press('Enter');
    await row.waitFor({ state: 'hidden' });
    await jobThatSays(page, /Waiting for your decision/);
    assert.equal(attemptsOf(model), STEP.length, 'a model was asked for a run of the tests');
  });

  it('takes one line of theirs to the model, and has a change that holds', async () => {
    const { page } = journey;
    await clickUntil(await jobThatSays(page, /Waiting for your decision/), lens('Clarify in One Line…'));
    await lens('Clarify in One Line…').click();
    await inputOf(page).fill(SENTENCE);
    await takeScreenshot(page, 'repair-sentence');
    await page.keyboard.press('Enter');
    const asked = await model.until((entry) => wordsOf(entry).includes(SENTENCE));
    assert.match(wordsOf(asked), /The person says:\n- Add the numbers/);
    await jobThatSays(page, /Ready for review/);
  });
});
