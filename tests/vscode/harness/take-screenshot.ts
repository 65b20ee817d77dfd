import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Git-ignored; `main.ts` empties it and says where it is. */
export const SCREENSHOTS = join(import.meta.dirname, '../screenshots');

/** Keeps a picture of the window under a name such as `review-dark`. Resolves with its path. */
export async function takeScreenshot(page: Page, name: string): Promise<string> {
  await mkdir(SCREENSHOTS, { recursive: true });
  const path = join(SCREENSHOTS, `${name}.png`);
  await page.screenshot({ path });
  return path;
}
