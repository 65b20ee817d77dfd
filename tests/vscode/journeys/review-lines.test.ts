import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { approveSpec, choosePlan, jobThatSays, openReview, startJob } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

describe('a person who accepts single lines', function () {
  this.timeout(300_000);
  // Each step goes on where the one before ended.
  this.bail(true);
  let journey: Journey;
  const text = (path: string) => readFile(join(journey.folder, path), 'utf8');
  const row = (words: RegExp): Locator => journey.page.locator('.monaco-list-row', { hasText: words });
  const lens = (words: string): Locator => journey.page.locator('.codelens-decoration', { hasText: words });
  const toast = (words: RegExp): Locator => journey.page.locator('.notification-toast', { hasText: words });
  const tab = (name: RegExp): Locator => journey.page.getByRole('tab', { name });
  const pictures = (name: string) => takeInThemes(journey.page, name);

  before(async () => {
    journey = await startJourney();
    const { page } = journey;
    await startJob(page, 'unused-code');
    await choosePlan(page, 'COMPREHENSIVE');
    await approveSpec(page);
    await openReview(page);
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('accepts some lines of a change, going there by key', async () => {
    const { page } = journey;
    await row(/cart\.js.*1 of 1 accepted/).click();
    await tab(/cart\.js \(IAMA\)/).waitFor();
    await page.keyboard.press('Alt+F5');
    await tab(/currencies\.js \(IAMA\)/).waitFor();
    await page.keyboard.press('Shift+Alt+F5');
    await tab(/cart\.js \(IAMA\)/).waitFor();
    await page.keyboard.press('Control+Shift+Enter');
    await lens('3 of 13 lines accepted').waitFor();
    await row(/3 of 13 lines accepted/).waitFor();
    await pictures('lines');
  });

  it('tests that selection once', async () => {
    const { page } = journey;
    await runCommand(page, 'IAMA: Test This Selection');
    await toast(/This selection was tested/).waitFor({ timeout: 90_000 });
    await page
      .getByText(/This selection was tested/)
      .first()
      .waitFor();
    await takeScreenshot(page, 'selection-tested');
  });

  it('is kept from writing below unsaved changes', async () => {
    const { page } = journey;
    await runCommand(page, 'Go to File...');
    // By its whole path: the diff of the same name is in the list too.
    await page.keyboard.type(join(journey.folder, 'src/cart.js'));
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'cart.js' }).first().click();
    await tab(/^cart\.js(?! \()/).waitFor();
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('// mine');
    const before = await text('src/cart.js');
    await runCommand(page, 'IAMA: Apply Accepted Changes');
    await toast(/Save or undo your own changes first: .*cart\.js/).waitFor();
    assert.equal(await text('src/cart.js'), before);
    await takeScreenshot(page, 'unsaved');
    await runCommand(page, 'File: Revert File');
  });

  it('applies it without another test run, and closes what shows the old state', async () => {
    const { page } = journey;
    const old = await text('src/cart.js');
    await journey.beforeApply();
    await runCommand(page, 'IAMA: Apply Accepted Changes');
    await jobThatSays(page, /Applied in part/);
    assert.equal(await toast(/Testing the accepted part/).count(), 0, 'the same selection was tested again');
    const written = await text('src/cart.js');
    assert.match(written, /^import \{ format \} from 'node:util';\nimport \{ unitPrice/);
    assert.match(written, /function totalWeight/, 'a line that was not accepted was changed');
    assert.notEqual(written, old);
    assert.equal(await tab(/\(IAMA\)/).count(), 0);
  });

  it('undoes one file in the editor, and takes back the rest: nothing is mixed up', async () => {
    const { page } = journey;
    const written = await text('src/cart.js');
    const removed = page.locator('.view-line', { hasText: 'randomUUID' });
    await removed.first().waitFor({ state: 'detached' });
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+Z');
    await removed.first().waitFor();
    assert.equal(await text('src/cart.js'), written, 'Undo alone wrote a file');
    await runCommand(page, "IAMA: Revert a Job's Changes");
    await toast(/Save or undo your own changes first: .*cart\.js/).waitFor();
    await runCommand(page, 'File: Save');
    await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
    await runCommand(page, "IAMA: Revert a Job's Changes");
    await jobThatSays(page, /Taken back/);
    assert.equal(execFileSync('git', ['status', '--porcelain'], { cwd: journey.folder, encoding: 'utf8' }), '');
  });
});
