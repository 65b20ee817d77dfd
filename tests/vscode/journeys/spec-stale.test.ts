import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { RIGHT_SUM, addSum, answerGoal, describeGoal, modelEnv, startDescribedGoal } from '../harness/goal-steps.ts';
import { agreeIfAsked, approveShownSpec, choosePlan, clickUntil, jobThatSays } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

describe('a clause whose code goes on changing', function () {
  this.timeout(300_000);
  // Each step goes on where the one before ended.
  this.bail(true);
  let model: ScriptedModel;
  let journey: Journey;
  let source: string;
  let was: string;
  const lens = (words: string): Locator => journey.page.locator('.codelens-decoration a', { hasText: words });
  const mark = (): Locator => journey.page.locator('.squiggly-warning').first();

  before(async () => {
    model = await startScriptedModel();
    answerGoal(model, [RIGHT_SUM]);
    journey = await startJourney({
      env: modelEnv(model),
      change: addSum,
      settings: { 'iama.lock.budgetSeconds': 0 },
    });
    const { page } = journey;
    await describeGoal(page, 'Sum with a plain loop');
    await startDescribedGoal(page);
    await agreeIfAsked(page);
    await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
    await choosePlan(page, 'STANDARD');
    await clickUntil(await jobThatSays(page, /Approve the specification/), lens('Approve this specification'));
    await journey.beforeApply();
    source = join(journey.folder, 'src/sum.js');
    was = await readFile(source, 'utf8');
  });
  after(async () => {
    await journey?.close();
    await model?.close();
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });

  it('is marked where it stands, with what has changed, and no other one is', async () => {
    const { page } = journey;
    await writeFile(source, was.replace('sum + each', 'sum + each + 0'));
    await lens('Still true').waitFor();
    await mark().waitFor();
    await runCommand(page, 'Problems: Focus on Problems View');
    const problem = page.getByRole('treeitem', { name: /Stale: total has changed since this clause was written/ });
    await problem.getByText('change-1').waitFor();
    await problem.click();
    await lens('Still true').waitFor();
    await takeInThemes(page, 'spec-stale');
    await runCommand(page, 'View: Toggle Panel Visibility');
  });

  it('is not marked any more once the code is as it was', async () => {
    await writeFile(source, was);
    await lens('Still true').waitFor({ state: 'hidden' });
    await mark().waitFor({ state: 'hidden' });
  });

  it('can be said to be still true by key, until the code is another one again', async () => {
    const { page } = journey;
    await writeFile(source, was.replace('sum + each', 'sum + each + 1'));
    await lens('Still true').waitFor();
    await runCommand(page, 'View: Focus Active Editor Group');
    await runCommand(page, 'Go to Next Problem in Files (Error, Warning, Info)');
    await page.locator('.marker-widget').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.marker-widget').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText('Still true').waitFor();
    await takeScreenshot(page, 'spec-stale-fixes');
    await page.keyboard.press('Enter');
    await lens('Still true').waitFor({ state: 'hidden' });
    await writeFile(source, was.replace('sum + each', 'sum + each + 2'));
    await lens('Still true').waitFor();
  });

  it('can be written anew from its mark, and is approved all the same', async () => {
    const { page } = journey;
    const words_chosen = page.locator('.statusbar-item', { hasText: /\(\d+ selected\)/ });
    await clickUntil(lens('Change this clause'), words_chosen);
    await page.keyboard.type('total sums as I say');
    await page
      .locator('.view-line', { hasText: /total.sums.as.I.say$/ })
      .first()
      .waitFor();
    await runCommand(page, 'File: Save');
    await page.locator('.tab.active:not(.dirty)').waitFor();
    await page.keyboard.press('Control+Home');
    await page
      .locator('.view-line', { hasText: /#.Specification,.revision.2/ })
      .first()
      .waitFor();
    await approveShownSpec(page);
    await runCommand(page, 'Problems: Focus on Problems View');
    await page.getByText('No problems have been detected in the workspace.').waitFor();
  });
});
