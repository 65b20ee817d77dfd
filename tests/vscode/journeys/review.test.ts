import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { approveSpec, checkboxOf, choosePlan, jobThatSays, openReview, startJob } from '../harness/job-steps.ts';
import { findWebview } from '../harness/find-webview.ts';
import { runCommand } from '../harness/run-command.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { watchActiveEditor } from '../harness/watch-active-editor.ts';
import type { EditorWatch } from '../harness/watch-active-editor.ts';
import { watchFiles } from '../harness/watch-files.ts';
import type { FileWatch } from '../harness/watch-files.ts';

describe('a person with a refactoring', function () {
  this.timeout(300_000);
  let journey: Journey;
  let files: FileWatch;
  let editors: EditorWatch;
  const text = (path: string) => readFile(join(journey.folder, path), 'utf8');

  before(async () => {
    journey = await startJourney();
    files = await watchFiles(journey.folder);
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('starts it, chooses among three plans and agrees on a specification', async () => {
    const { page } = journey;
    editors = await watchActiveEditor(page);
    await startJob(page, 'unused-code');
    await page.locator('.notification-toast', { hasText: 'Choose a plan' }).waitFor();
    const row = await jobThatSays(page, /Choose a plan/);
    await takeScreenshot(page, 'job-needs-you');
    assert.deepEqual(await editors.seen(), [''], 'an editor opened by itself');
    await row.click();
    await findWebview(page).getByRole('button').first().waitFor();
    await takeInThemes(page, 'plans');
    await choosePlan(page, 'COMPREHENSIVE');
    await approveSpec(page);
  });

  it('goes on working while it runs: no editor moves and no file changes', async () => {
    const { page } = journey;
    editors = await watchActiveEditor(page);
    await jobThatSays(page, /Ready for review/);
    await takeScreenshot(page, 'job-ready');
    assert.equal((await editors.seen()).length, 1, 'the active editor moved by itself');
    assert.deepEqual(await files.changed(), []);
  });

  it('leaves one hunk out, and finds that decided after a reload', async () => {
    const { page } = journey;
    await openReview(page);
    await takeInThemes(page, 'review');
    await checkboxOf(page, /receipt\.js/).click();
    await page.getByRole('treeitem', { name: /receipt\.js.*0 of 1 accepted/ }).waitFor();
    await page.reload();
    await page.locator('.monaco-workbench').waitFor();
    await openReview(page);
    await page.getByRole('treeitem', { name: /receipt\.js.*0 of 1 accepted/ }).waitFor();
    assert.deepEqual(await files.changed(), [], 'something was written before apply');
  });

  it('applies the rest, which is tested on its own first, and takes it back byte for byte', async () => {
    const { page } = journey;
    const before = { cart: await text('src/cart.js'), receipt: await text('src/receipt.js') };
    await journey.beforeApply();
    await runCommand(page, 'IAMA: Apply Accepted Changes');
    await jobThatSays(page, /Applied in part/);
    await takeScreenshot(page, 'applied');
    assert.equal(
      await page.getByRole('tab', { name: /unused-code/ }).count(),
      0,
      'the diff of all files is still open',
    );
    assert.notEqual(await text('src/cart.js'), before.cart);
    assert.equal(await text('src/receipt.js'), before.receipt, 'a rejected hunk was written');
    await runCommand(page, "IAMA: Revert a Job's Changes");
    await jobThatSays(page, /Taken back/);
    assert.equal(await text('src/cart.js'), before.cart);
    assert.equal(execFileSync('git', ['status', '--porcelain'], { cwd: journey.folder, encoding: 'utf8' }), '');
  });
});
