import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { answerDialog } from '../harness/answer-dialog.ts';
import { findWebview } from '../harness/find-webview.ts';
import { inputOf } from '../harness/goal-steps.ts';
import { agreeIfAsked, chooseProfileIfAsked, jobThatSays, openRow } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { chooseItem, quickItem, runCommand, runUntilOffered } from '../harness/run-command.ts';
import { setTier } from '../harness/set-plan-limits.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';

const SOURCE = 'export const used = (value) => value + 1;\n\nfunction unused() {\n  return 2;\n}\n';
const TEST = [
  "import assert from 'node:assert/strict';",
  "import { test } from 'node:test';",
  "import { used } from '../src/used.js';",
  "test('adds one', () => assert.equal(used(1), 2));",
  '',
].join('\n');

describe('a small change on a plan with fast track', function () {
  this.timeout(300_000);
  let journey: Journey;
  const line = (words: RegExp): Locator => journey.page.locator('.view-line', { hasText: words }).first();

  before(async () => {
    journey = await startJourney({
      change: async (folder) => {
        await mkdir(join(folder, 'src'), { recursive: true });
        await writeFile(join(folder, 'src/used.js'), SOURCE);
        await writeFile(join(folder, 'test/used.test.js'), TEST);
      },
      settings: { 'iama.lock.budgetSeconds': 0 },
    });
    await setTier(journey.plane, 'PRO');
  });
  after(() => journey?.close());
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });

  it('is agreed to with the choice of its plan, goes through the approval, and says so in the evidence', async () => {
    const { page } = journey;
    await page.keyboard.press('Control+P');
    await inputOf(page).fill('used.js');
    await quickItem(page, 'used.js').first().click();
    await page.locator('.editor-group-container.active .view-line').first().waitFor();
    await runUntilOffered(page, 'IAMA: Refactor…', 'The whole file');
    await chooseItem(page, 'The whole file');
    await quickItem(page, 'unused-code').waitFor();
    await chooseItem(page, 'unused-code');
    await chooseProfileIfAsked(page);
    await page.locator('.monaco-dialog-box').waitFor();
    await answerDialog(page, 'Start the Job');
    await agreeIfAsked(page);
    await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
    await (await jobThatSays(page, /Choose a plan/)).click();
    const button = findWebview(page).locator('button[data-level=CONSERVATIVE][data-fast]');
    await button.waitFor();
    await takeInThemes(page, 'fast-track');
    await button.focus();
    await page.keyboard.press('Enter');
    // The page goes with the choice.
    await page.getByRole('tab', { name: /^Three plans/ }).waitFor({ state: 'hidden' });
    await jobThatSays(page, /Ready for review/);
    await openRow(page, /Ready for review/);
    await page.getByRole('treeitem', { name: /Approve the specification/ }).waitFor();
    await runCommand(page, 'IAMA: Show Evidence');
    await line(/Specification.1.was.agreed.to.by.fast.track\./).waitFor();
  });
});
