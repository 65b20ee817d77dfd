import type { Locator, Page } from 'playwright-core';

/** How long an extension may take to bring its commands on a busy machine. */
const PALETTE_LIMIT_MS = 90_000;
const LOOK_MS = 2000;
/** A list may wait for an answer of the control plane. */
const PICK_MS = 30_000;
const PICK_TRIES = 3;

/** Runs a command by its full title in the palette, such as `View: Toggle Terminal`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await inPalette(page, title, (item) => item.click({ timeout: LOOK_MS }));
}

/**
 * Runs a command that opens a pick list, until an item of it is there. A window that has just started may take the focus
 * for something else, which closes the list; a person would run the command again, and so does this.
 */
export async function runUntilOffered(page: Page, title: string, label: string): Promise<void> {
  const item = quickItem(page, label).first();
  for (let again = PICK_TRIES; ; again -= 1) {
    await runCommand(page, title);
    try {
      return await item.waitFor({ timeout: PICK_MS });
    } catch (error) {
      if (again <= 1) throw error;
      await page.keyboard.press('Escape');
    }
  }
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
