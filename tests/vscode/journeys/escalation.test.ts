import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { answerDialog } from '../harness/answer-dialog.ts';
import { RIGHT_SUM, wordsOf } from '../harness/goal-steps.ts';
import { clickUntil, jobThatSays } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import type { Journey } from '../harness/start-journey.ts';
import { STEP, attemptsOf, startStuckGoal } from '../harness/stuck-goal.ts';
import type { StuckGoal } from '../harness/stuck-goal.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

describe('a repair that is stuck, on a plan with three models', function () {
  this.timeout(300_000);
  // Each step goes on where the one before ended.
  this.bail(true);
  let started: StuckGoal;
  let model: ScriptedModel;
  let journey: Journey;
  const lens = (words: string): Locator => journey.page.locator('.codelens-decoration a', { hasText: words });
  const dialog = (words: RegExp): Locator => journey.page.locator('.monaco-dialog-box').getByText(words);

  before(async () => {
    started = await startStuckGoal('MAX', [...STEP, ...STEP, ...STEP, RIGHT_SUM]);
    ({ journey, model } = started);
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => started?.close());

  it('asks before a dearer model, says what share it may cost, and the figures on demand', async () => {
    const { page } = journey;
    await clickUntil(await jobThatSays(page, /Waiting for your decision/), lens('Go On with a Stronger Model…'));
    await takeInThemes(page, 'escalation');
    await lens('Go On with a Stronger Model…').click();
    await dialog(/of what you have left this month/).waitFor();
    assert.equal(await dialog(/credits/).count(), 0, 'credits were shown before they were asked for');
    await takeScreenshot(page, 'escalation-price');
    await answerDialog(page, 'Show Figures');
    await dialog(/At most \d+ credits \(\d+\.\d\d US dollars\), for a model of class L2/).waitFor();
    await takeScreenshot(page, 'escalation-figures');
    await answerDialog(page, 'Agree to the Price');
    await goOnWithoutWords();
  });

  it('asks again before the dearest one', async () => {
    const { page } = journey;
    await model.until(() => attemptsOf(model) === 6);
    await clickUntil(await jobThatSays(page, /Waiting for your decision/), lens('Go On with a Stronger Model…'));
    await lens('Go On with a Stronger Model…').click();
    await answerDialog(page, 'Agree to the Price');
    await goOnWithoutWords();
  });

  it('begins afresh once its price is agreed to, knows nothing of the attempts before, and holds', async () => {
    const { page } = journey;
    await model.until(() => attemptsOf(model) === 9);
    await clickUntil(await jobThatSays(page, /Waiting for your decision/), lens('Start Afresh…'));
    await takeInThemes(page, 'deep-fix');
    await lens('Start Afresh…').click();
    await dialog(/Start the repair afresh/).waitFor();
    await takeScreenshot(page, 'deep-fix-price');
    await answerDialog(page, 'Agree to the Price');
    await goOnWithoutWords();
    await jobThatSays(page, /Ready for review/);
    const last = wordsOf(model.book.at(-1) ?? assert.fail('no call'));
    assert.doesNotMatch(last, /Attempts before this one/);
  });

  async function goOnWithoutWords(): Promise<void> {
    const { page } = journey;
    await page.getByText('Enter alone goes on without').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem', { name: /Waiting for your decision/, level: 1 }).waitFor({ state: 'hidden' });
  }
});
