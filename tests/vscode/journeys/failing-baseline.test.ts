import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { approveSpec, choosePlan, jobThatSays, openRow, startJob } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { addTest } from '../harness/temporary-shop.ts';

/** A button between the lines of a document. */
function lens(page: Page, title: string): Locator {
  return page.locator('.codelens-decoration').getByRole('button', { name: title });
}

/** All tests of the shop, in a copy, on a busy machine. */
const RUN_MS = 90_000;

describe('a person whose tests fail already', function () {
  this.timeout(300_000);
  let journey: Journey;

  before(async () => {
    journey = await startJourney({
      change: addTest("test('was broken before', () => {\n  throw new Error('not ours');\n});"),
    });
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('sees the job come to rest, and no editor, panel or file moves by itself', async () => {
    const { page } = journey;
    await startJob(page, 'unused-code');
    await choosePlan(page, 'CONSERVATIVE');
    await approveSpec(page);
    await jobThatSays(page, /Tests fail before any change/);
    assert.equal(await page.locator('.part.panel').isVisible(), false, 'the test results took a place of their own');
  });

  it('opens the row to the way that the job went', async () => {
    const { page } = journey;
    await openRow(page, /Tests fail before any change/);
    await page.getByRole('treeitem', { name: /^Running the tests before any change/ }).waitFor();
    await page.getByRole('treeitem', { name: /^Approve the specification/ }).waitFor();
  });

  it('reads which test fails and how, with what can be done above it', async () => {
    const { page } = journey;
    await (await jobThatSays(page, /Tests fail before any change/)).click();
    await lens(page, 'Leave Failing Tests Out…').waitFor();
    await page.locator('.view-line', { hasText: 'was broken before' }).first().waitFor();
    await page.locator('.view-line', { hasText: 'not ours' }).first().waitFor();
    await takeInThemes(page, 'fallback');
  });

  it('makes a support bundle, which is read before it is saved and says nothing of the person or the tests', async () => {
    const { page, vscode } = journey;
    await lens(page, 'Make Support Bundle…').click();
    await lens(page, 'Save this bundle…').waitFor();
    await takeInThemes(page, 'support-bundle');
    await lens(page, 'Save this bundle…').click();
    await page.waitForFunction(OFFERS_NAME);
    await page.keyboard.press('Enter');
    await page.getByText('the support bundle is in').waitFor();
    const [name = ''] = (await readdir(vscode.home)).filter((each) => each.startsWith('iama-support-'));
    const bundle = await readFile(join(vscode.home, name), 'utf8');
    assert.match(bundle, /BASELINE_VALIDATION → BASELINE_VALIDATION_FAILED/);
    assert.match(bundle, /The executor runs as process \d+/);
    for (const word of ['broken', 'not ours', 'throw', vscode.home, journey.folder, userInfo().username]) {
      assert.ok(!new RegExp(String.raw`(?<!\w)${word}(?!\w)`).test(bundle), `${word} is in the bundle`);
    }
  });

  it('makes a sentence a clause of the specification, which they approve', async () => {
    const { page } = journey;
    await (await jobThatSays(page, /Tests fail before any change/)).click();
    await lens(page, 'Clarify in One Line…').click();
    await page.locator('.quick-input-widget input.input').fill('Empty carts cost nothing');
    await takeScreenshot(page, 'clarify');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'Empty carts cost nothing' }).first().waitFor();
    await takeScreenshot(page, 'clarified');
    await runCommand(page, 'IAMA: Approve Specification');
    await page
      .getByRole('treeitem', { name: /^Tests fail before any change/ })
      .nth(1)
      .waitFor();
    await jobThatSays(page, /Tests fail before any change/);
  });

  it('leaves the failing test out by name, and has the change to review', async () => {
    const { page } = journey;
    await runCommand(page, 'IAMA: Leave Failing Tests Out…');
    await page.locator('.quick-input-list').getByText('was broken before').waitFor();
    await takeScreenshot(page, 'quarantine');
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await jobThatSays(page, /Ready for review/);
    await page.getByRole('treeitem', { name: /^Attempt 1, verified/ }).waitFor();
    await takeInThemes(page, 'timeline');
  });

  it('finds the runs in the Test Explorer, the test that was left out too, and can run them again', async () => {
    const { page } = journey;
    await page
      .locator('.activitybar')
      .getByRole('tab', { name: /^Testing/ })
      .click();
    const job = page.getByRole('treeitem', { name: /unused-code · / }).first();
    await job.waitFor();
    await job.click();
    await page.keyboard.press('ArrowRight');
    const file = page.getByRole('treeitem', { name: /cart\.test\.js/ }).first();
    await file.click();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('treeitem', { name: /was broken before.*left out of the comparison/ }).waitFor();
    await takeInThemes(page, 'tests');
    await job.hover();
    await job.getByRole('button', { name: /^Run/ }).first().click();
    // The person asked for this run, so its results may show themselves.
    const results = page.locator('.part.panel').getByRole('treeitem', { name: /an empty cart costs nothing/ });
    await results.waitFor({ timeout: RUN_MS });
    await takeScreenshot(page, 'tests-again');
  });
});

/** As text: it runs in the page. The dialog has the name of a file to offer. */
const OFFERS_NAME = `document.querySelector('.quick-input-widget input.input')?.value.includes('iama-support-')`;
