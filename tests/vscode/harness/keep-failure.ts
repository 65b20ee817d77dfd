import type { Page } from 'playwright-core';
import { takeScreenshot } from './take-screenshot.ts';
import { runCommand } from './run-command.ts';

/**
 * For `afterEach`: pictures of the window as a test left it that failed, named after the test. The second shows the
 * notifications, which have often faded when a test gives up.
 */
export async function keepFailure(test: Mocha.Test | undefined, page: Page | undefined): Promise<void> {
  if (test?.state !== 'failed' || !page) return;
  const name = `failed-${test.fullTitle().replace(/\W+/g, '-')}`;
  await takeScreenshot(page, name);
  try {
    await runCommand(page, 'Notifications: Show Notifications');
  } catch (error) {
    console.error(`No picture of the notifications: ${String(error)}`); // the test's own failure is what counts
    return;
  }
  await takeScreenshot(page, `${name}-notifications`);
}
