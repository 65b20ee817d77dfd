import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { answerDialog } from '../harness/answer-dialog.ts';
import { chooseFromMenu } from '../harness/choose-from-menu.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { chooseItem, quickItem, runCommand, runUntilOffered } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { watchFiles } from '../harness/watch-files.ts';
import type { FileWatch } from '../harness/watch-files.ts';

describe('a person who says what shall be refactored', function () {
  this.timeout(300_000);
  let journey: Journey;
  let files: FileWatch;
  const input = (): Locator => journey.page.locator('.quick-input-widget input.input');
  const title = (): Locator => journey.page.locator('.quick-input-title');

  before(async () => {
    journey = await startJourney();
    files = await watchFiles(journey.folder);
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
    await journey?.page.keyboard.press('Escape');
  });
  after(() => journey?.close());

  it('gets the smallest symbol of a selection from the lightbulb', async () => {
    const { page } = journey;
    await openFile('cart.js');
    await goTo('9');
    // The language service has read the file.
    await page.locator('.breadcrumbs-control').getByText('weightOf').waitFor({ timeout: 90_000 });
    await page.keyboard.press('Shift+ArrowDown');
    await runCommand(page, 'Refactor...');
    const menu = page.locator('.context-view .action-widget');
    await menu.getByText('Refactor with IAMA…').waitFor();
    await takeScreenshot(page, 'lightbulb');
    await menu.getByText('Refactor with IAMA…').click();
    await quickItem(page, 'Only weightOf').waitFor();
    await page.getByPlaceholder('weightOf is the smallest that holds the selection').waitFor();
    assert.equal(await quickItem(page, 'The whole folder corner-shop').count(), 0);
    await takeScreenshot(page, 'target-of-selection');
    await chooseItem(page, 'Only weightOf');
    await title().getByText('Refactor src/cart.js#weightOf').waitFor();
  });

  it('is told that a selection reaches over several symbols, and which', async () => {
    const { page } = journey;
    await goTo('8');
    for (let line = 0; line < 6; line += 1) await page.keyboard.press('Shift+ArrowDown');
    await runCommand(page, 'IAMA: Refactor…');
    await page.getByPlaceholder(/reaches over weightOf, totalWeight/).waitFor();
    await quickItem(page, 'Only totalWeight').waitFor();
    await chooseItem(page, 'The whole folder corner-shop');
    await title().getByText('Refactor .').waitFor();
  });

  it('describes a goal in their own words, and sees why a recipe is offered', async () => {
    const { page } = journey;
    await goTo('8');
    await runCommand(page, 'IAMA: Refactor…');
    await chooseItem(page, 'The whole file');
    await quickItem(page, 'Describe the goal…').waitFor();
    await takeScreenshot(page, 'recipes');
    await chooseItem(page, 'Describe the goal…');
    await input().fill('toten Code und console.log entfernen');
    await page.keyboard.press('Enter');
    await page.getByText('because of “toten … Code”').waitFor();
    await takeScreenshot(page, 'goal-in-words');
    await chooseItem(page, 'unused-code');
    // What comes next closes with the end of this test, and not in the middle of the next one.
    await quickItem(page, 'On this machine').waitFor();
  });

  it('is told honestly that a free goal fits nothing, and what can be done today', async () => {
    const { page } = journey;
    await runCommand(page, 'IAMA: Refactor…');
    await chooseItem(page, 'The whole file');
    await chooseItem(page, 'Describe the goal…');
    await input().fill('make the shop faster');
    await page.keyboard.press('Enter');
    await page.locator('.monaco-dialog-box').getByText('needs a language model').waitFor();
    await takeScreenshot(page, 'goal-without-recipe');
    await answerDialog(page, 'Show All Recipes');
    await quickItem(page, 'unused-code').waitFor();
  });

  it('chooses where tests run with the risk in words, and a container is not to be had', async () => {
    const { page } = journey;
    await takeInThemes(page, 'profile', async () => {
      await page.keyboard.press('Escape');
      await runUntilOffered(page, 'IAMA: Refactor…', 'The whole file');
      await chooseItem(page, 'The whole file');
      await chooseItem(page, 'unused-variable');
      await page.getByText('they have your rights, your files, your network').waitFor();
    });
    await chooseItem(page, 'In a container');
    await page.locator('.notifications-toasts').getByText('no Docker engine can be used here').waitFor();
    await quickItem(page, 'On this machine').waitFor();
    await chooseItem(page, 'On this machine');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Start the Job' }).waitFor();
    await takeScreenshot(page, 'preflight');
    await answerDialog(page, 'Cancel');
  });

  it('points at a folder in the explorer, and is asked no more than once where tests run', async () => {
    const { page } = journey;
    await page.getByRole('treeitem', { name: 'src', exact: true }).first().click({ button: 'right' });
    await chooseFromMenu(page, 'Refactor…');
    await title().getByText('Refactor src').waitFor();
    await chooseItem(page, 'unused-code');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Start the Job' }).waitFor();
    await answerDialog(page, 'Cancel');
    assert.deepEqual(await files.changed(), [], 'something was written while nothing was started');
  });

  async function openFile(name: string): Promise<void> {
    const { page } = journey;
    await page.keyboard.press('Control+P');
    await input().fill(name);
    await quickItem(page, name).first().click();
    await page.getByRole('tab', { name }).waitFor();
    await page.locator('.editor-group-container.active .view-line').first().waitFor();
  }

  /** Puts the cursor into a line of the open file. */
  async function goTo(line: string): Promise<void> {
    const { page } = journey;
    await page.keyboard.press('Control+G');
    await input().fill(`:${line}`);
    await page.keyboard.press('Enter');
    await page
      .locator('.statusbar')
      .getByText(new RegExp(`^Ln ${line},`))
      .waitFor();
  }
});
