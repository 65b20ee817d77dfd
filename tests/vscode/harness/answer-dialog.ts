import type { Page } from 'playwright-core';

/** Presses a button of the modal dialog that is open or about to be. */
export async function answerDialog(page: Page, button: string): Promise<void> {
  await page.locator('.monaco-dialog-box').getByRole('button', { name: button, exact: true }).click();
}
