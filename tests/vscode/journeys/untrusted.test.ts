import assert from 'node:assert/strict';
import { keepFailure } from '../harness/keep-failure.ts';
import { quickItem, runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { watchFiles } from '../harness/watch-files.ts';
import type { FileWatch } from '../harness/watch-files.ts';

describe('a person who does not trust the folder that is open', function () {
  this.timeout(300_000);
  let journey: Journey;
  let files: FileWatch;

  before(async () => {
    journey = await startJourney({ ask_for_trust: true });
    files = await watchFiles(journey.folder);
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
    await journey?.page.keyboard.press('Escape');
  });
  after(() => journey?.close());

  it('still sees the jobs', async () => {
    const { page } = journey;
    await page.locator('.statusbar').getByText('Restricted Mode').waitFor();
    await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
    await page.getByText('jobs are shown here').waitFor();
    await runCommand(page, 'IAMA: Refresh Jobs');
    await takeScreenshot(page, 'untrusted');
  });

  it('is told why nothing is run, written or answered', async () => {
    const { page } = journey;
    const told = page.locator('.notification-toast', { hasText: 'This workspace is not trusted.' });
    for (const title of ['IAMA: Refactor…', 'IAMA: Apply Accepted Changes', 'IAMA: Try on a Sample Repository']) {
      await runCommand(page, title);
      await told.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
      await takeScreenshot(page, 'untrusted-refused');
      await runCommand(page, 'Notifications: Clear All Notifications');
      await told.waitFor({ state: 'detached' });
    }
  });

  it('finds no entry in the menu of a folder', async () => {
    const { page } = journey;
    await runCommand(page, 'View: Show Explorer');
    await page.getByRole('treeitem', { name: 'src', exact: true }).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Rename...' }).waitFor();
    assert.equal(await page.getByRole('menuitem', { name: 'Refactor…' }).count(), 0);
    await page.keyboard.press('Escape');
  });

  it('starts a job after all when they trust it', async () => {
    const { page } = journey;
    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    await page.getByRole('button', { name: 'Trust', exact: true }).click();
    await page.locator('.statusbar').getByText('Restricted Mode').waitFor({ state: 'detached' });
    await runCommand(page, 'IAMA: Refactor…');
    await quickItem(page, 'unused-code').waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual(await files.changed(), []);
  });
});
