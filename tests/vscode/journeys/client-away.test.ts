import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerDialog } from '../harness/answer-dialog.ts';
import { jobThatSays } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { addTest } from '../harness/temporary-shop.ts';

const CLI = fileURLToPath(new URL('../../../cli/bin/iama.js', import.meta.url));

describe('a person whose job is worked for by a command line that is killed', function () {
  this.timeout(300_000);
  let journey: Journey;
  let gate: Server;
  /** A test of the repository has asked, and stands still. */
  let asked: Promise<unknown>;

  before(async () => {
    gate = createServer();
    asked = once(gate, 'request');
    await once(gate.listen(0, '127.0.0.1'), 'listening');
    const { port } = gate.address() as AddressInfo;
    journey = await startJourney({
      change: addTest(`test('waits', () => fetch('http://127.0.0.1:${port}').catch(() => {}));`),
    });
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(async () => {
    gate.close();
    gate.closeAllConnections();
    await journey?.close();
  });

  it('sees how long the job waits for it, in the row and in the status bar, and ends it', async () => {
    const { page, plane, vscode, folder } = journey;
    const env = {
      ...process.env,
      IAMA_HOME: join(vscode.home, 'iama'),
      IAMA_DATA_DIR: plane.data_dir,
      NODE_OPTIONS: '',
    };
    const cli = spawn(process.execPath, [CLI, 'refactor', '--recipe', 'unused-code', '--yes', '--unconfined'], {
      cwd: folder,
      env,
      stdio: 'ignore',
    });
    const gone = once(cli, 'exit');
    await asked;
    await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
    await runCommand(page, 'IAMA: Refresh Jobs');
    await jobThatSays(page, /Running the tests before any change/);
    cli.kill('SIGKILL');
    await gone;

    const row = await jobThatSays(page, /Ends in [0-4]:\d\d, client away/);
    const shown = await row.getAttribute('aria-label');
    await page.locator('.statusbar-item', { hasText: /Ends in [0-4]:\d\d, client away/ }).waitFor();
    await page.waitForFunction(MOVED_ON, shown);
    await takeInThemes(page, 'client-away');
    await row.hover();
    await row.getByRole('button', { name: 'Force Terminate Job…' }).click();
    await page.locator('.monaco-dialog-box').getByText('are kept').waitFor();
    await takeScreenshot(page, 'force-terminate');
    await answerDialog(page, 'Force Terminate');
    await (await jobThatSays(page, /^unused-code.*Failed/)).click();
    await page.locator('.view-line', { hasText: 'FORCE_TERMINATED' }).waitFor();
    assert.equal(await page.locator('.statusbar-item', { hasText: /client away/ }).count(), 0);
  });
});

/** As text: it runs in the page. The row says another time than it did. */
const MOVED_ON = `(shown) => {
  const row = document.querySelector('[role=treeitem][aria-label*="client away"]');
  return row !== null && row.ariaLabel !== shown;
}`;
