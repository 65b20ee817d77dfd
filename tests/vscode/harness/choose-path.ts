import { basename } from 'node:path';
import type { Page } from 'playwright-core';

const LOOK_MS = 5000;
const TRIES = 5;

/**
 * Names a file or folder in the dialog with this title. It reads the folder that is open first and writes its name over what is
 * typed meanwhile, so that it may have to be typed again; Enter would take the row that it proposes.
 */
export async function choosePath(page: Page, title: string, path: string, button = 'OK'): Promise<void> {
  const dialog = page.locator('.quick-input-widget').filter({ hasText: title });
  await dialog.waitFor();
  const row = dialog.locator('.monaco-list-row').filter({ hasText: basename(path) });
  for (let again = TRIES; ; again -= 1) {
    try {
      await dialog.locator('input.input').fill(path);
      await row.first().waitFor({ timeout: LOOK_MS });
      await dialog.getByRole('button', { name: button, exact: true }).click({ timeout: LOOK_MS });
      return await dialog.waitFor({ state: 'hidden', timeout: LOOK_MS });
    } catch (error) {
      if (again <= 1) throw error;
    }
  }
}
