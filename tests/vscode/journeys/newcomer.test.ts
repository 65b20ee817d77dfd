import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Page } from 'playwright-core';
import { startControlPlane } from '../../acceptance/control-plane.ts';
import type { ControlPlane } from '../../acceptance/control-plane.ts';
import { answerDialog } from '../harness/answer-dialog.ts';
import { findWebview } from '../harness/find-webview.ts';
import { agreeIfAsked, approveShownSpec, checkboxOf, jobThatSays, openReview } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { openWorkbench } from '../harness/open-workbench.ts';
import type { Workbench } from '../harness/open-workbench.ts';
import { startGroup } from '../harness/process-group.ts';
import type { ProcessGroup } from '../harness/process-group.ts';
import { chooseItem, quickItem, runUntilOffered } from '../harness/run-command.ts';
import { cleanEnvironment } from '../harness/start-vscode.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { watchFiles } from '../harness/watch-files.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** It packages the extension first. */
const OPEN_MS = 180_000;

/** The steps of the README, in its order and with its words. What it prints in bold is pressed here, and nothing else. */
describe('a newcomer with the README', function () {
  this.timeout(300_000);
  let home: string;
  let plane: ControlPlane;
  let code: ProcessGroup;
  let workbench: Workbench;
  let folder: string;
  let section: string;
  const pressed = new Set<string>();
  const bold = (label: string): string => {
    pressed.add(label);
    return label;
  };

  before(async () => {
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    section = /## Use it in VS Code\n([\s\S]*?)\nA shorter way is/.exec(readme)?.[1] ?? '';
    assert.match(section, /^npm start .*\n^npm run code /m);
    home = await mkdtemp(join(tmpdir(), 'iama-newcomer-'));
    plane = await startControlPlane();
    code = startGroup('npm', ['run', 'code'], await environment());
    const limit = OPEN_MS;
    [, folder = ''] = await code.until(/^opens (.*)$/m, limit);
    const [, authority = ''] = await code.until(/listening on http:\/\/(127\.0\.0\.1:\d+)/, limit);
    workbench = await openWorkbench({ url: `http://${authority}` }, { folder });
  });
  afterEach(function () {
    return keepFailure(this.currentTest, workbench?.page);
  });
  after(async () => {
    await workbench?.close();
    await code?.end();
    await plane?.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  it('gets from `npm run code` to an accepted hunk on disk', async () => {
    const { page } = workbench;
    const files = await watchFiles(folder);
    await trustFolder(page);
    await runUntilOffered(page, bold('IAMA: Refactor…'), 'unused-code');
    await quickItem(page, bold('Describe the goal…')).waitFor();
    await chooseItem(page, bold('unused-code'));
    await chooseItem(page, bold('On this machine'));
    await answerDialog(page, bold('Start the Job'));
    await agreeIfAsked(page);
    await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
    await (await jobThatSays(page, /Choose a plan/)).click();
    await findWebview(page)
      .locator('section', { hasText: bold('Recommended') })
      .getByRole('button')
      .click();
    await (await jobThatSays(page, /Approve the specification/)).click();
    await page.getByText(bold('Approve this specification')).waitFor();
    await approveShownSpec(page);
    await jobThatSays(page, new RegExp(bold('Ready for review')));
    await openReview(page);
    await page
      .getByRole('button', { name: new RegExp(bold('Changes')) })
      .first()
      .waitFor();
    await checkboxOf(page, /receipt\.js/).click();
    assert.deepEqual(await files.changed(), [], 'something was written before it was applied');
    await page
      .getByRole('button', { name: bold('Apply Accepted Changes') })
      .first()
      .click();
    await jobThatSays(page, /Applied in part/);
    await takeScreenshot(page, 'newcomer');
    const changed = await files.changed();
    assert.ok(changed.includes('src/cart.js') && !changed.includes('src/receipt.js'), changed.join(', '));
  });

  it('has pressed everything that the README names', () => {
    const named = [...section.matchAll(/\*\*(.+?)\*\*/g)].map(([, label = '']) => label);
    assert.deepEqual([...new Set(named)].toSorted(), [...pressed].toSorted());
  });

  async function environment(): Promise<NodeJS.ProcessEnv> {
    const bin = join(home, 'bin');
    await mkdir(bin);
    const stand_in = join(import.meta.dirname, '../harness/code-stand-in.ts');
    await writeFile(
      join(bin, 'code'),
      `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(stand_in)} "$@"\n`,
    );
    await chmod(join(bin, 'code'), 0o755);
    const clean = await cleanEnvironment(home);
    return { ...clean, PATH: `${bin}${delimiter}${clean['PATH'] ?? ''}`, IAMA_DATA_DIR: plane.data_dir };
  }
});

/** A desktop asks in a dialog. This VS Code only says that the mode is restricted, above everything. */
async function trustFolder(page: Page): Promise<void> {
  const restricted = page.locator('.statusbar').getByText('Restricted Mode');
  await restricted.click();
  await page.getByRole('button', { name: 'Trust', exact: true }).click();
  await restricted.waitFor({ state: 'detached' });
  const modal = page.locator('.monaco-modal-editor-block');
  await modal.locator('.codicon-close').first().click();
  await modal.waitFor({ state: 'hidden' });
}
