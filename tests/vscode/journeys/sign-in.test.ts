import { keepFailure } from '../harness/keep-failure.ts';
import { answerDialog } from '../harness/answer-dialog.ts';
import { runCommand } from '../harness/run-command.ts';
import { fillIn, openAccounts, openedPage } from '../harness/sign-in-steps.ts';
import type { Account } from '../harness/sign-in-steps.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

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
    await openAccounts(page);
    await page.getByRole('menuitem', { name: account.email }).waitFor();
    await takeScreenshot(page, 'accounts-menu');
  });
});
