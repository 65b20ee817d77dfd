import type { Locator, Page } from 'playwright-core';

/** How long an extension may take to bring its commands on a busy machine. */
const PALETTE_LIMIT_MS = 90_000;
const LOOK_MS = 2000;

/** Runs a command by its full title in the palette, such as `View: Toggle Terminal`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await inPalette(page, title, (item) => item.click({ timeout: LOOK_MS }));
}

/** Leaves the palette open with the command in it. */
export async function findInPalette(page: Page, title: string): Promise<void> {
  await inPalette(page, title, (item) => item.waitFor({ timeout: LOOK_MS }));
}

/**
 * Opens the palette again until it has the command: an open list does not learn of commands that come later, and it
 * closes when something else takes the focus.
 */
async function inPalette(page: Page, title: string, use: (item: Locator) => Promise<void>): Promise<void> {
  const give_up_at = performance.now() + PALETTE_LIMIT_MS;
  for (;;) {
    try {
      await searchPalette(page, title);
      return await use(quickItem(page, title).first());
    } catch (error) {
      if (performance.now() > give_up_at) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Opens the palette and types. What it offers then can be found with `quickItem`. */
export async function searchPalette(page: Page, text: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input.input').fill(`>${text}`, { timeout: LOOK_MS });
}

/** Chooses an item of an open pick list by its label. */
export async function chooseItem(page: Page, label: string): Promise<void> {
  await quickItem(page, label).first().click();
}

/** The items of an open pick list that have exactly this label. */
export function quickItem(page: Page, label: string): Locator {
  const whole = page.locator('.label-name').getByText(label, { exact: true });
  return page.locator('.quick-input-list .monaco-list-row').filter({ has: whole });
}
