import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { answerDialog } from '../harness/answer-dialog.ts';
import { findInFiles } from '../harness/find-in-files.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { waitForWorkbench } from '../harness/open-workbench.ts';
import { runCommand } from '../harness/run-command.ts';
import { fillIn, openAccounts, openedPage, signOut } from '../harness/sign-in-steps.ts';
import type { Account } from '../harness/sign-in-steps.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

/** A JSON Web Token as it stands in text. */
const ACCESS_TOKEN = /eyJ[\w-]{10,}\.eyJ[\w-]{4,}\./;

describe('a person whose control plane asks for an account', function () {
  this.timeout(300_000);
  let journey: Journey;
  let account: Account;

  before(async () => {
    journey = await startJourney({ control_plane: 'elsewhere' });
    account = await journey.plane.newAccount();
  });
  afterEach(function () {
    return keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('signs in through the browser, after a wrong password that is told apart from a right one', async () => {
    const { page } = journey;
    await runCommand(page, 'IAMA: Sign In');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await takeScreenshot(page, 'sign-in-dialog');
    await answerDialog(page, 'Allow');
    await dialog.getByText('127.0.0.2').first().waitFor();
    const opened = await openedPage(page);
    await fillIn(opened, { ...account, password: 'something else' });
    await opened.getByRole('alert').waitFor();
    await takeScreenshot(opened, 'sign-in-wrong-password');
    await fillIn(opened, account);
    await opened.getByRole('button', { name: 'Continue' }).click();
    await page.locator('.notification-toast', { hasText: account.email }).waitFor();
    await opened.close();
    await page.bringToFront();
    await (await openAccounts(page, account.email, 'visible')).hover();
    await page.getByRole('menuitem', { name: 'Sign Out' }).waitFor();
    await takeScreenshot(page, 'accounts-menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('has no token in any file of VS Code or of the extension', async () => {
    const { home } = journey.vscode;
    const probe = join(home, 'probe');
    await writeFile(probe, 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln');
    assert.deepEqual(await findInFiles(home, ACCESS_TOKEN), ['probe'], 'a token is in a file');
  });

  it('finds the same account after a reload, and signs out in the Accounts menu', async () => {
    const { page } = journey;
    await page.reload();
    await waitForWorkbench(page);
    await signOut(page, account.email);
    await openAccounts(page, account.email, 'detached');
    await page.keyboard.press('Escape');
  });

  it('is told that a code was refused on the other screen', async () => {
    const { page } = journey;
    await runCommand(page, 'IAMA: Sign In');
    const opened = await byCode(page, 'sign-in-code');
    await fillIn(opened, account);
    await opened.getByRole('button', { name: 'Look it up' }).click();
    await takeScreenshot(opened, 'sign-in-code-page');
    await opened.getByRole('button', { name: 'Refuse' }).click();
    await opened.close();
    await page.bringToFront();
    const toast = page.locator('.notification-toast', { hasText: 'The person refused this sign-in.' });
    await toast.hover();
    await takeScreenshot(page, 'sign-in-code-refused');
    await toast.getByRole('button', { name: 'Sign In' }).click();
  });

  it('signs in with a code that is confirmed on another screen', async () => {
    const { page } = journey;
    const opened = await byCode(page, 'sign-in-code-again');
    await fillIn(opened, account);
    await opened.getByRole('button', { name: 'Look it up' }).click();
    await opened.getByRole('button', { name: 'Approve' }).click();
    await opened.getByRole('heading', { name: 'It is signed in' }).waitFor();
    await opened.close();
    await page.bringToFront();
    await page.locator('.notification-toast', { hasText: account.email }).waitFor();
  });

  /** Turns the browser down and takes a code instead. Returns the page on which it is typed. */
  async function byCode(page: Page, picture: string): Promise<Page> {
    await answerDialog(page, 'Allow');
    await page.locator('.monaco-dialog-box').getByText('127.0.0.2').first().waitFor();
    await answerDialog(page, 'Cancel');
    const waiting = page.locator('.notification-toast', { hasText: 'Waiting for you to sign in' });
    await waiting.getByRole('button', { name: 'Cancel' }).click();
    await answerDialog(page, 'Use a Code');
    await page
      .locator('.monaco-dialog-box')
      .getByText(/Your code is [A-Z]{4}-[A-Z]{4}/)
      .waitFor();
    await takeScreenshot(page, picture);
    await answerDialog(page, 'Copy Code and Open Page');
    return openedPage(page);
  }
});
