import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { answerDialog } from '../harness/answer-dialog.ts';
import { approveSpec, choosePlan, jobThatSays, openReview, startJob } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { waitForWorkbench } from '../harness/open-workbench.ts';
import { runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

const COMMENT = 'The printer calls this one by name.';

describe('a person who sends a diff back', function () {
  this.timeout(300_000);
  // Each step goes on where the one before ended.
  this.bail(true);
  let journey: Journey;
  const row = (words: RegExp): Locator => journey.page.locator('.monaco-list-row', { hasText: words });
  const lens = (words: string): Locator => journey.page.locator('.codelens-decoration a', { hasText: words });
  const toast = (words: RegExp): Locator => journey.page.locator('.notification-toast', { hasText: words });
  const tab = (name: RegExp): Locator => journey.page.getByRole('tab', { name });
  const pictures = (name: string) => takeInThemes(journey.page, name);

  before(async () => {
    journey = await startJourney();
    const { page } = journey;
    await startJob(page, 'unused-code');
    await choosePlan(page, 'COMPREHENSIVE');
    await approveSpec(page);
    await openReview(page);
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('writes a comment at a change, which is there after a reload', async () => {
    const { page } = journey;
    await row(/function centered/).click();
    await tab(/receipt\.js \(IAMA\)/).waitFor();
    await lens('Comment').first().click();
    const form = page.locator('.review-widget .comment-form');
    await form.locator('.monaco-editor').click();
    await page.keyboard.type(COMMENT);
    await page.getByRole('button', { name: 'Add Comment' }).click();
    await page.locator('.review-comment', { hasText: COMMENT }).waitFor();
    await row(/function centered.*comments: 1/).waitFor();
    await page.reload();
    await waitForWorkbench(page);
    await openReview(page);
    await row(/function centered/).click();
    await page.locator('.review-comment', { hasText: COMMENT }).waitFor();
    await runCommand(page, 'View: Hide Panel');
    await pictures('comment');
  });

  it('is told that a recipe cannot read comments, when nothing is rejected', async () => {
    await runCommand(journey.page, 'IAMA: Ask for Another Attempt');
    await toast(/cannot act on words.*Reject the hunks/).waitFor();
    await runCommand(journey.page, 'Notifications: Clear All Notifications');
  });

  it('rejects the change by key, and gets another attempt without it', async () => {
    const { page } = journey;
    await row(/function centered/).click();
    await page.locator('.editor.modified .view-lines').first().click();
    await page.keyboard.press('Control+Backspace');
    await row(/receipt\.js.*0 of 1 accepted/).waitFor();
    await runCommand(page, 'IAMA: Ask for Another Attempt');
    await answerDialog(page, 'Ask for Another Attempt');
    await toast(/Attempt \d is under way/).waitFor();
    assert.equal(await tab(/\(IAMA\)/).count(), 0, 'a diff that does not hold any more is still open');
    await jobThatSays(page, /Ready for review/);
    await openReview(page);
    await row(/cart\.js.*1 of 1 accepted/).waitFor();
    assert.equal(await row(/receipt\.js/).count(), 0);
    await runCommand(page, 'IAMA: Show Evidence Beside');
    // The editor wraps the line, and has spaces of its own.
    await page
      .locator('.view-line', { hasText: /The.printer.calls/ })
      .first()
      .waitFor();
    await takeScreenshot(page, 'evidence-beside');
  });
});
