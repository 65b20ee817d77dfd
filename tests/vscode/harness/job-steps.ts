import type { Locator, Page } from 'playwright-core';
import { answerDialog } from './answer-dialog.ts';
import { findWebview } from './find-webview.ts';
import { whileWaiting } from './unasked.ts';
import { chooseItem, quickItem, runUntilOffered } from './run-command.ts';

/** Tests run in between, on a busy machine. */
const STEP_MS = 90_000;

const LENS_MS = 10_000;
const LENS_TRIES = 3;

/**
 * The row of the only job, once it says this. What is under it may say the same. Meanwhile no editor may come to the front:
 * the end of the journey tells.
 */
export async function jobThatSays(page: Page, words: RegExp): Promise<Locator> {
  const row = page.getByRole('treeitem', { name: words, level: 1 });
  await whileWaiting(page, () => row.waitFor({ timeout: STEP_MS }));
  return row;
}

/** Clicks a row until what it leads to is there: one that the view draws anew in that moment takes no click. */
export async function clickUntil(row: Locator, shown: Locator): Promise<void> {
  for (let again = LENS_TRIES; ; again -= 1) {
    await row.click();
    try {
      return await shown.first().waitFor({ timeout: LENS_MS });
    } catch (error) {
      if (again <= 1) throw error;
    }
  }
}

/** Opens a row of a tree, so that what is under it can be seen. */
export async function openRow(page: Page, words: RegExp): Promise<void> {
  const row = await jobThatSays(page, words);
  await row.locator('.monaco-tl-twistie').click();
}

/** From the palette to a running job on the open folder, with the Jobs view in sight. */
export async function startJob(page: Page, recipe: string): Promise<void> {
  await runUntilOffered(page, 'IAMA: Refactor…', recipe);
  await chooseItem(page, recipe);
  await chooseProfileIfAsked(page);
  await page.locator('.monaco-dialog-box').waitFor({ timeout: STEP_MS });
  await answerDialog(page, 'Start the Job');
  await agreeIfAsked(page);
  await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
}

/** The first job of a workspace asks where tests run; the next thing is a dialog that starts the job. */
export async function chooseProfileIfAsked(page: Page): Promise<void> {
  const here = quickItem(page, 'On this machine');
  await here.or(page.locator('.monaco-dialog-box')).first().waitFor({ timeout: STEP_MS });
  if (await here.isVisible()) await here.click();
}

/** The first job of a profile asks what may leave the machine; a job that runs is in the status bar. */
export async function agreeIfAsked(page: Page): Promise<void> {
  const agree = page.locator('.monaco-dialog-box').getByRole('button', { name: 'Agree', exact: true });
  const runs = page.locator('.statusbar').getByText(/running|needs? you/);
  await agree.or(runs).first().waitFor({ timeout: STEP_MS });
  if (await agree.isVisible()) await agree.click();
}

export async function choosePlan(page: Page, level: string): Promise<void> {
  await (await jobThatSays(page, /Choose a plan/)).click();
  const button = findWebview(page).locator(`button[data-level=${level}]:not([data-fast])`);
  await button.waitFor({ timeout: STEP_MS });
  await button.click();
  // The page goes with the choice.
  await page.getByRole('tab', { name: /^Three plans/ }).waitFor({ state: 'hidden', timeout: STEP_MS });
}

export async function approveSpec(page: Page): Promise<void> {
  const approve = page.getByText('Approve this specification');
  await clickUntil(await jobThatSays(page, /Approve the specification/), approve);
  await approveShownSpec(page);
}

/**
 * Approves the specification that is open. The editor lays its buttons out again whenever the text changes, and a click
 * on one that goes in that moment is lost; so it is repeated until the job has moved on.
 */
export async function approveShownSpec(page: Page): Promise<void> {
  const waits = page.getByRole('treeitem', { name: /Approve the specification/, level: 1 });
  for (let again = LENS_TRIES; again > 0; again -= 1) {
    await page.getByText('Approve this specification').click({ timeout: STEP_MS });
    const moved_on = waits.waitFor({ state: 'hidden', timeout: LENS_MS });
    if (
      await moved_on.then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error('The job still waits for its specification after clicks on its approval');
}

/** Opens the diff of the job that is ready, and waits for its files. */
export async function openReview(page: Page): Promise<void> {
  await (await jobThatSays(page, /Ready for review/)).click();
  await page
    .getByRole('treeitem', { name: /accepted/ })
    .first()
    .waitFor({ timeout: STEP_MS });
}

/** The checkbox of a row in the Changes view. */
export function checkboxOf(page: Page, words: RegExp): Locator {
  return page.getByRole('treeitem', { name: words }).locator('.monaco-checkbox').first();
}
