import assert from 'node:assert/strict';
import { answerDialog } from '../harness/answer-dialog.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { chooseItem, runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import { watchActiveEditor } from '../harness/watch-active-editor.ts';
import { watchFiles } from '../harness/watch-files.ts';

describe('a person with a repository and a control plane', function () {
  this.timeout(180_000);
  let journey: Journey;

  before(async () => {
    journey = await startJourney();
  });
  afterEach(function () {
    return keepFailure(this.currentTest, journey?.page);
  });
  after(() => journey?.close());

  it('starts a job that comes to its first question, with no file touched and no editor opened', async () => {
    const { page, folder } = journey;
    const files = await watchFiles(folder);
    const editors = await watchActiveEditor(page);
    await runCommand(page, 'IAMA: Refactor…');
    await chooseItem(page, 'unused-code');
    await answerDialog(page, 'Start the Job');
    await page.locator('.notification-toast', { hasText: 'Choose a plan' }).waitFor();
    await runCommand(page, 'IAMA: Focus on Jobs View');
    await page.getByRole('treeitem', { name: 'Choose a plan' }).waitFor();
    await takeScreenshot(page, 'first-question');
    assert.deepEqual(await files.changed(), []);
    assert.deepEqual(await editors.seen(), ['']);
  });
});
