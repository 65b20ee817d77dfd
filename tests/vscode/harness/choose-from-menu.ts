import type { Page } from 'playwright-core';

/** Longer than the moment in which a menu that was just opened takes no click. */
const CLOSES_MS = 1000;
const TRIES = 5;

/** Chooses from the menu that is open. VS Code ignores clicks right after it opened one, so a click that did nothing is repeated. */
export async function chooseFromMenu(page: Page, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name });
  for (let again = TRIES; again > 0; again -= 1) {
    await item.click();
    const closed = item.waitFor({ state: 'hidden', timeout: CLOSES_MS });
    if (
      await closed.then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error(`The menu stays open after a click on ${name}`);
}
