import assert from 'node:assert/strict';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findWebview } from './find-webview.ts';
import { keepFailure } from './keep-failure.ts';
import { openWorkbench } from './open-workbench.ts';
import type { Workbench } from './open-workbench.ts';
import { readManifest } from './read-manifest.ts';
import { runCommand } from './run-command.ts';
import { makeSampleExtension } from './sample-extension.ts';
import { startVscode } from './start-vscode.ts';
import type { Vscode } from './start-vscode.ts';
import { switchTheme } from './switch-theme.ts';
import { takeScreenshot } from './take-screenshot.ts';
import { watchActiveEditor } from './watch-active-editor.ts';
import { watchFiles } from './watch-files.ts';

describe('the harness', function () {
  this.timeout(180_000);
  let root: string;
  let folder: string;
  let vscode: Vscode;
  let workbench: Workbench;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'iama-harness-'));
    folder = join(root, 'workspace');
    await mkdir(folder);
    await writeFile(join(folder, 'kept.txt'), 'kept');
    vscode = await startVscode({ vsix: [await makeSampleExtension(root)] });
    workbench = await openWorkbench(vscode, { folder });
  });
  afterEach(function () {
    return keepFailure(this.currentTest, workbench?.page);
  });
  after(async () => {
    await workbench?.close();
    await vscode?.stop();
    await rm(root, { recursive: true, force: true });
  });

  it('reads what an installed extension says about itself', async () => {
    const { id, commands } = await readManifest(vscode);
    assert.equal(id, 'harness.sample');
    assert.deepEqual(
      commands.map(({ title, shown }) => `${title} ${shown}`),
      [
        'Sample: Greet always',
        'Sample: Open Panel always',
        'Sample: Write a File and Open It always',
        'Sample: Hidden never',
      ],
    );
  });

  it('runs a command by its title', async () => {
    await runCommand(workbench.page, 'Sample: Greet');
    await workbench.page.locator('.notification-toast', { hasText: 'Hello from the sample.' }).waitFor();
  });

  it('reaches into a webview and gets an answer from the extension', async () => {
    await runCommand(workbench.page, 'Sample: Open Panel');
    const panel = findWebview(workbench.page);
    await panel.getByRole('button', { name: 'Ask' }).click();
    await panel.getByRole('heading', { name: 'The extension answered' }).waitFor();
    await runCommand(workbench.page, 'View: Close All Editors');
  });

  it('sees which files changed, and each change of the active editor', async () => {
    const { page } = workbench;
    const files = await watchFiles(folder);
    const editors = await watchActiveEditor(page);
    assert.deepEqual(await files.changed(), []);
    await runCommand(page, 'Sample: Write a File and Open It');
    await page.getByRole('tab', { name: 'written.txt' }).waitFor();
    assert.deepEqual(await files.changed(), ['written.txt']);
    await writeFile(join(folder, 'kept.txt'), await readFile(join(folder, 'kept.txt')));
    assert.deepEqual(await files.changed(), ['kept.txt', 'written.txt']);
    await runCommand(page, 'View: Close All Editors');
    await page.getByRole('tab', { name: 'written.txt' }).waitFor({ state: 'detached' });
    assert.deepEqual(await editors.seen(), ['', 'written.txt', '']);
  });

  it('switches the colour theme and keeps a picture of each', async () => {
    for (const theme of ['light', 'dark', 'high_contrast', 'high_contrast_light'] as const) {
      await switchTheme(workbench.page, theme);
      await access(await takeScreenshot(workbench.page, `theme-${theme}`));
    }
  });

  it('lets a window reach nothing but this machine', async () => {
    const ask = (url: string) =>
      workbench.page.evaluate(
        `fetch(${JSON.stringify(url)}, { mode: 'no-cors' }).then(() => 'answered', () => 'refused')`,
      );
    assert.equal(await ask(`${vscode.url}/healthz`), 'answered');
    assert.equal(await ask('https://open-vsx.org/'), 'refused');
    assert.equal(await ask('http://192.0.2.1/'), 'refused');
  });
});
