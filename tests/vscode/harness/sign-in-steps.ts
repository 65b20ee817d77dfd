import type { Locator, Page } from 'playwright-core';
import { answerDialog } from './answer-dialog.ts';
import { chooseFromMenu } from './choose-from-menu.ts';

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

/** More than the editor takes to ask an extension for its accounts after a reload, on a busy machine. */
const ACCOUNTS_LIMIT_MS = 60_000;
const LOOK_MS = 2000;

/** Opens the Accounts menu until it has this account, or has it no more: an open menu does not learn what comes later. */
export async function openAccounts(page: Page, email: string, state: 'visible' | 'detached'): Promise<Locator> {
  const item = page.getByRole('menuitem', { name: email });
  const give_up_at = performance.now() + ACCOUNTS_LIMIT_MS;
  for (;;) {
    await page.locator('.activitybar').getByRole('button', { name: 'Accounts' }).click();
    await page.getByRole('menuitem').first().waitFor();
    try {
      await item.waitFor({ state, timeout: LOOK_MS });
      return item;
    } catch (error) {
      if (performance.now() > give_up_at) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Signs an account out in the Accounts menu. */
export async function signOut(page: Page, email: string): Promise<void> {
  await (await openAccounts(page, email, 'visible')).hover();
  await chooseFromMenu(page, 'Sign Out');
  await answerDialog(page, 'Sign Out');
}
