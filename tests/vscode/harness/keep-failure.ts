import type { Page } from 'playwright-core';
import { takeScreenshot } from './take-screenshot.ts';

/** For `afterEach`: a picture of the window as a test left it that failed, named after the test. */
export async function keepFailure(test: Mocha.Test | undefined, page: Page | undefined): Promise<void> {
  if (test?.state !== 'failed' || !page) return;
  await takeScreenshot(page, `failed-${test.fullTitle().replace(/\W+/g, '-')}`);
}
