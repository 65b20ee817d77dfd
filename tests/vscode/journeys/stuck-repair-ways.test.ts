import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { ModelScript } from '../../support/scripted-model/script.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { answerDialog } from '../harness/answer-dialog.ts';
import { RIGHT_SUM } from '../harness/goal-steps.ts';
import { clickUntil, jobThatSays, openRow } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import type { Journey } from '../harness/start-journey.ts';
import { STEP, attemptsOf, startStuckGoal } from '../harness/stuck-goal.ts';
import type { StuckGoal } from '../harness/stuck-goal.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

describe('a repair that does not get on', function () {
  this.timeout(300_000);
  let started: StuckGoal;
  let model: ScriptedModel;
  let journey: Journey;
  const lens = (words: string): Locator => journey.page.locator('.codelens-decoration a', { hasText: words });
  const dialog = (words: RegExp): Locator => journey.page.locator('.monaco-dialog-box').getByText(words);
  async function begin(tier: 'FREE' | 'MAX', attempts: readonly ModelScript[], button?: string): Promise<void> {
    started = await startStuckGoal(tier, attempts, button);
    ({ journey, model } = started);
  }
  const end = () => started?.close();
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });

  describe('that the person has enough of', () => {
    before(() => begin('FREE', STEP));
    after(end);

    it('goes on when they think better of it, and ends without a change when they stop it', async () => {
      const { page } = journey;
      const row = await jobThatSays(page, /Waiting for your decision/);
      await clickUntil(row, lens('Stop the Repair…'));
      await lens('Stop the Repair…').click();
      await dialog(/The job ends without a change/).waitFor();
      await takeScreenshot(page, 'repair-stop');
      await answerDialog(page, 'Cancel');
      await row.waitFor();
      await lens('Stop the Repair…').click();
      await answerDialog(page, 'Stop the Repair');
      await jobThatSays(page, /Ended without a change that holds/);
      assert.equal(attemptsOf(model), STEP.length, 'a model was asked after the stop');
      await takeScreenshot(page, 'repair-stopped');
    });
  });

  describe('on a plan with three, whose stronger models were allowed beforehand', () => {
    before(() => begin('MAX', [...STEP, ...STEP, RIGHT_SUM], 'Start, Stronger Models Allowed'));
    after(end);

    it('comes to a change that holds, and asks nobody before a dearer model', async () => {
      const { page } = journey;
      await jobThatSays(page, /Ready for review/);
      assert.equal(attemptsOf(model), 7);
      await openRow(page, /Ready for review/);
      await page.getByRole('treeitem', { name: /^Attempt 7, verified/ }).waitFor();
      assert.equal(await page.getByRole('treeitem', { name: /^Waiting for your decision/ }).count(), 0);
      await takeScreenshot(page, 'escalation-allowed');
    });
  });
});
