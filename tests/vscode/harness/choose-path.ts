import { basename } from 'node:path';
import type { Page } from 'playwright-core';

const CLOSES_MS = 3000;
const TRIES = 5;

/** Names a file or folder in the dialog with this title. It reads the folder first, and takes no answer meanwhile. */
export async function choosePath(page: Page, title: string, path: string): Promise<void> {
  const dialog = page.locator('.quick-input-widget').filter({ hasText: title });
  await dialog.waitFor();
  await dialog.locator('input.input').fill(path);
  await dialog
    .locator('.monaco-list-row')
    .filter({ hasText: basename(path) })
    .first()
    .waitFor();
  for (let again = TRIES; again > 0; again -= 1) {
    await page.keyboard.press('Enter');
    const closed = dialog.waitFor({ state: 'hidden', timeout: CLOSES_MS });
    if (
      await closed.then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error(`The dialog “${title}” stays open with ${path}`);
}
