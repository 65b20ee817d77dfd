import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { answerDialog } from '../harness/answer-dialog.ts';
import { findWebview } from '../harness/find-webview.ts';
import {
  RIGHT_SUM,
  WRONG_SUM,
  addSum,
  answerGoal,
  describeGoal,
  inputOf,
  modelEnv,
  startDescribedGoal,
  wordsOf,
} from '../harness/goal-steps.ts';
import { choosePlan, clickUntil, jobThatSays, openReview, openRow } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { runCommand } from '../harness/run-command.ts';
import { setPlanLimits } from '../harness/set-plan-limits.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

const GOAL = 'Sum with a plain loop';
const SENTENCE = 'An empty list must still sum up to 0.';
const COMMENT = 'Call the variable amount, please.';

describe('a person with a goal that no recipe has', function () {
  this.timeout(300_000);
  // Each step goes on where the one before ended.
  this.bail(true);
  let model: ScriptedModel;
  let journey: Journey;
  const lens = (words: string): Locator => journey.page.locator('.codelens-decoration a', { hasText: words });
  const line = (words: string | RegExp): Locator => journey.page.locator('.view-line', { hasText: words }).first();
  const row = (name: RegExp): Locator => journey.page.getByRole('treeitem', { name });

  async function changeInWords(): Promise<void> {
    await lens('Change it in words…').click();
    await inputOf(journey.page).fill('empty lists must stay at 0');
    await journey.page.keyboard.press('Enter');
    await lens('Take It Over').waitFor();
  }

  before(async () => {
    model = await startScriptedModel();
    answerGoal(model, [WRONG_SUM, RIGHT_SUM, RIGHT_SUM], SENTENCE);
    journey = await startJourney({
      env: modelEnv(model),
      change: addSum,
      settings: { 'iama.lock.budgetSeconds': 0 },
    });
    await setPlanLimits(journey.plane, { daily_jobs: null, monthly_credits: 1000 });
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(async () => {
    await journey?.close();
    await model?.close();
  });

  it('says it once, and reads who will see what before anything is sent', async () => {
    const { page } = journey;
    await describeGoal(page, GOAL);
    await takeScreenshot(page, 'goal-offers');
    await startDescribedGoal(page);
    const dialog = page.locator('.monaco-dialog-box');
    await dialog
      .getByText(/source text of the target.*passes this on to scripted-1 \(http:\/\/127\.0\.0\.1/s)
      .waitFor();
    await takeScreenshot(page, 'goal-consent');
    assert.equal(model.book.length, 0, 'a model was asked before the person agreed');
    await answerDialog(page, 'Agree');
    await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
  });

  it('compares three plans with their price, and finds the job by their own words', async () => {
    const { page } = journey;
    const plans = findWebview(page);
    await clickUntil(
      await jobThatSays(page, /^“Sum with a plain loop” · src\/sum\.js, Choose a plan/),
      plans.getByText(/% of what you have left this month, never more than \d+ %/),
    );
    assert.equal(await plans.getByText('Lines', { exact: true }).count(), 0, 'nothing is written yet');
    await takeInThemes(page, 'goal-plans', () => plans.getByText('Price').first().waitFor());
    await choosePlan(page, 'STANDARD');
  });

  it('discards what became of their words, and the specification is as it was', async () => {
    const { page } = journey;
    await clickUntil(await jobThatSays(page, /Approve the specification/), lens('Change it in words…'));
    await changeInWords();
    await lens('Discard').click();
    await page.getByRole('tab', { name: /in your words/ }).waitFor({ state: 'hidden' });
    // Back where they came from, and nothing is edited.
    await lens('Change it in words…').waitFor();
    await page.locator('.tab.active:not(.dirty)').waitFor();
    assert.equal(await page.locator('.view-line', { hasText: SENTENCE }).count(), 0);
  });

  it('changes the specification in words, sees what would be different, and takes it over', async () => {
    const { page } = journey;
    await changeInWords();
    await page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await takeInThemes(page, 'spec-preview');
    await lens('Take It Over').click();
    await page.locator('.tab.active.dirty').waitFor();
    await line(SENTENCE.replaceAll(' ', '\u{a0}')).or(line(SENTENCE)).first().waitFor();
    assert.equal(await page.getByRole('tab', { name: /in your words/ }).count(), 0, 'the preview is still open');
    await runCommand(page, 'File: Save');
    await page.locator('.tab.active:not(.dirty)').waitFor();
    await runCommand(page, 'IAMA: Approve Specification');
  });

  it('has a change that was healed after one failure', async () => {
    const { page } = journey;
    await jobThatSays(page, /Ready for review/);
    assert.match(wordsOf(model.book.at(-1) ?? assert.fail('no call')), /An empty list must still sum up to 0/);
    await openRow(page, /Ready for review/);
    await row(/^Attempt 1, regressed · 1 failed/).waitFor();
    await row(/^Attempt 2, verified/).waitFor();
    await takeScreenshot(page, 'goal-timeline');
  });

  it('sends it back with a comment alone, which the model reads', async () => {
    const { page } = journey;
    await openReview(page);
    await lens('Comment').first().click();
    const form = page.locator('.review-widget .comment-form');
    await form.locator('.monaco-editor').click();
    await page.keyboard.type(COMMENT);
    await page.getByRole('button', { name: 'Add Comment' }).click();
    await page.locator('.review-comment', { hasText: COMMENT }).waitFor();
    await runCommand(page, 'IAMA: Ask for Another Attempt');
    await page
      .locator('.monaco-dialog-box')
      .getByText(/follows your comments/)
      .waitFor();
    await takeScreenshot(page, 'goal-send-back');
    await answerDialog(page, 'Ask for Another Attempt');
    await model.until((entry) => wordsOf(entry).includes(COMMENT));
    await row(/^Attempt 3, verified/).waitFor({ timeout: 90_000 });
  });

  it('accepts it, and reads what it cost beside the quote', async () => {
    const { page } = journey;
    await openReview(page);
    await journey.beforeApply();
    await runCommand(page, 'IAMA: Apply Accepted Changes');
    await jobThatSays(page, /Applied/);
    assert.match(await readFile(join(journey.folder, 'src/sum.js'), 'utf8'), /for \(const each of list\)/);
    await runCommand(page, 'View: Hide Panel');
    await runCommand(page, 'IAMA: Show Evidence');
    // Only lines that are in sight are there to be found.
    await page.locator('.editor-group-container.active .view-lines').first().click();
    await page.keyboard.press('Control+End');
    await line(/Models.that.were.asked/).waitFor();
    await line(/Cost:.\d+.credits/).waitFor();
    await line(/scripted-1/).waitFor();
    await takeInThemes(page, 'goal-evidence');
  });
});
