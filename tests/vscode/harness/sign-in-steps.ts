import type { Page } from 'playwright-core';
import { answerDialog } from './answer-dialog.ts';

export interface Account {
  readonly email: string;
  readonly password: string;
}

/** VS Code asks before it opens another site; the page that then opens is the control plane's. */
export async function openedPage(page: Page): Promise<Page> {
  const [opened] = await Promise.all([page.context().waitForEvent('page'), answerDialog(page, 'Open')]);
  return opened;
}

/** On a page of the control plane that asks who is there. */
export async function fillIn(opened: Page, { email, password }: Account): Promise<void> {
  await opened.getByLabel('E-mail').fill(email);
  await opened.getByLabel('Password').fill(password);
  await opened.keyboard.press('Enter');
}

/** Opens the Accounts menu of the activity bar. */
export async function openAccounts(page: Page): Promise<void> {
  await page.locator('.activitybar').getByRole('button', { name: 'Accounts' }).click();
}
