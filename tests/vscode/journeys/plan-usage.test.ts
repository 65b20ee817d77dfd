import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { answerDialog } from '../harness/answer-dialog.ts';
import { chooseFromMenu } from '../harness/choose-from-menu.ts';
import { agreeIfAsked, chooseProfileIfAsked, jobThatSays } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { chooseItem, quickItem, runCommand } from '../harness/run-command.ts';
import { setPlanLimits } from '../harness/set-plan-limits.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

describe('a person who wants to know what is left of their plan', function () {
  this.timeout(300_000);
  let journey: Journey;
  const row = (words: RegExp): Locator => journey.page.getByRole('treeitem', { name: words });

  before(async () => {
    journey = await startJourney();
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('sees a share and about how many refactors are left, and the figures only when they open them', async () => {
    const { page } = journey;
    await runCommand(page, 'IAMA: Show Usage');
    await row(/^About 1000 typical refactors left, today/).waitFor();
    await row(/^0 % used, today/).waitFor();
    assert.equal(await row(/0 of 1000/).count(), 0);

    // By the keyboard alone: the command has put the focus into the view.
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await row(/^Jobs started today, 0 of 1000/).waitFor();
    await page.keyboard.press('End');
    await row(/^No model was asked, Recipes cost nothing/).waitFor();
    await page.keyboard.press('Home');
  });

  it('sees it change with a job that they start', async () => {
    const { page, plane } = journey;
    await setPlanLimits(plane, { daily_jobs: 4, monthly_credits: null });
    await askFor('unused-code');
    await agreeIfAsked(page);
    await row(/^About 3 typical refactors left, today/).waitFor();
    await row(/^25 % used, today/).waitFor();
    await row(/^Jobs under way: 1/).waitFor();
    await row(/^Jobs started today, 1 of 4/).waitFor();
    await takeInThemes(page, 'plan-usage', () => row(/^25 % used, today/).waitFor());
  });

  it('is told when nothing is left, in words, with a way on, and loses nothing of what they asked for', async () => {
    const { page, plane } = journey;
    await setPlanLimits(plane, { daily_jobs: 1, monthly_credits: null });
    await jobThatSays(page, /unused-code.*Choose a plan/);
    await askFor('unused-variable');
    const toast = page.locator('.notification-toast', { hasText: 'Your plan has nothing left for another job.' });
    await toast.waitFor();
    await toast.getByText(/starts again in .* waits in the Jobs view for a day/).waitFor();
    await jobThatSays(page, /unused-variable.*Not started/);
    const show = toast.getByRole('button', { name: 'Show Usage' });
    // Which waits until the message has come to rest.
    await show.hover();
    await takeScreenshot(page, 'plan-refusal-dark');
    await show.click();
    await row(/^Nothing is left, today/).waitFor();
    await row(/^100 % used, today/).waitFor();
    await takeInThemes(page, 'plan-used-up', () => row(/^100 % used, today/).waitFor());
  });

  it('starts the job that waited, once another has given its part back', async () => {
    const { page } = journey;
    await (await jobThatSays(page, /unused-code.*Choose a plan/)).click({ button: 'right' });
    await chooseFromMenu(page, 'Cancel');
    await row(/^About one typical refactor left, today/).waitFor();
    await (await jobThatSays(page, /unused-variable.*Not started/)).click();
    await page.locator('.monaco-dialog-box').getByText('Start unused-variable on . now?').waitFor();
    await answerDialog(page, 'Start the Job');
    await jobThatSays(page, /unused-variable.*Choose a plan/);
    await row(/^Nothing is left, today/).waitFor();
  });

  /** As `startJob`, which opens the side bar: here it is open, and a click would close it. */
  async function askFor(recipe: string): Promise<void> {
    const { page } = journey;
    await runCommand(page, 'IAMA: Refactor…');
    await quickItem(page, recipe).first().waitFor({ timeout: 90_000 });
    await chooseItem(page, recipe);
    await chooseProfileIfAsked(page);
    await answerDialog(page, 'Start the Job');
  }
});
