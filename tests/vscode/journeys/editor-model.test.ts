import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { answerDialog } from '../harness/answer-dialog.ts';
import {
  BY_EDITOR,
  EDITOR_GOAL,
  SECRET,
  SILENT,
  chooseEditorModel,
  startEditorGoal,
  startEditorModelJourney,
} from '../harness/editor-model-steps.ts';
import type { EditorModelJourney } from '../harness/editor-model-steps.ts';
import { describeGoal, wordsOf } from '../harness/goal-steps.ts';
import { approveSpec, choosePlan, jobThatSays, openReview } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { EDITOR_MODEL } from '../harness/model-extension.ts';
import { waitForWorkbench } from '../harness/open-workbench.ts';
import { quickItem, runCommand } from '../harness/run-command.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

describe('a goal for a model of the editor', function () {
  this.timeout(300_000);
  // Each step goes on where the one before ended.
  this.bail(true);
  let started: EditorModelJourney;
  let journey: Journey;
  let model: ScriptedModel;
  const dialog = (words: RegExp): Locator => journey.page.locator('.monaco-dialog-box').getByText(words);
  const line = (words: string | RegExp): Locator => journey.page.locator('.view-line', { hasText: words }).first();

  before(async () => {
    started = await startEditorModelJourney(30);
    ({ journey, model } = started);
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => started?.close());

  it('is given by the person, who reads who answers, how often, and what is sent', async () => {
    const { page } = journey;
    await describeGoal(page, EDITOR_GOAL, BY_EDITOR);
    await takeScreenshot(page, 'editor-model-offer');
    await page.keyboard.press('Enter');
    await quickItem(page, EDITOR_MODEL.name).waitFor();
    await takeScreenshot(page, 'editor-model-list');
    await page.keyboard.press('Escape');
    await chooseEditorModel(journey);
    await dialog(/Scripted One, a model of this editor, plans and writes. It is asked at most 30 times/).waitFor();
    await takeScreenshot(page, 'editor-model-start');
    await answerDialog(page, 'Start the Job');
    await dialog(/source text of the target.*to the provider of its model harness\/scripted-1@2026-11/s).waitFor();
    await takeScreenshot(page, 'editor-model-consent');
  });

  it('is no job, and asks nobody, when they do not agree', async () => {
    const { page } = journey;
    await answerDialog(page, 'Cancel');
    await runCommand(page, 'View: Show IAMA');
    await runCommand(page, 'IAMA: Refresh Jobs');
    assert.equal(await page.getByRole('treeitem', { name: /Sum with a plain loop/ }).count(), 0);
    assert.equal(model.book.length, 0, 'the model was asked without consent');
  });

  it('has its requests counted in the row of the job', async () => {
    const { page } = journey;
    await startEditorGoal(journey);
    const row = await jobThatSays(page, /Choose a plan/);
    await page.getByRole('treeitem', { name: /editor’s model: 1 of 30 requests/, level: 1 }).waitFor();
    assert.equal(model.book.length, 1);
    await row.hover();
    await takeScreenshot(page, 'editor-model-row');
    await choosePlan(page, 'STANDARD');
  });

  it('goes on in the window that comes after a reload, which asks again', async () => {
    const { page } = journey;
    model.next(SILENT);
    await approveSpec(page);
    const cut = await model.until((entry) => wordsOf(entry).includes('EXACT_SEARCH_REPLACE'));
    await page.reload();
    await waitForWorkbench(page);
    await model.until((entry) => entry !== cut && wordsOf(entry) === wordsOf(cut));
    // The window comes back with what was open in it.
    await line(/Specification,.revision.1/).waitFor();
    await runCommand(page, 'View: Show IAMA');
    await (await jobThatSays(page, /Ready for review/)).hover();
    await page.getByText('editor’s model: 3 of 30 requests').first().waitFor();
    await takeScreenshot(page, 'editor-model-count');
  });

  it('shows no secret, has the model in its receipt, and is applied with the secret in its place', async () => {
    const { page } = journey;
    assert.match(model.book.map(wordsOf).join('\n'), /export const token = '/);
    for (const entry of model.book) assert.doesNotMatch(wordsOf(entry), /a1B2c3D4e5F6/);
    await openReview(page);
    await journey.beforeApply();
    await runCommand(page, 'IAMA: Apply Accepted Changes');
    await jobThatSays(page, /Applied/);
    const written = await readFile(join(journey.folder, 'src/sum.js'), 'utf8');
    assert.match(written, /for \(const each of list\)/);
    assert.ok(written.includes(SECRET));
    await runCommand(page, 'IAMA: Show Evidence');
    await page.locator('.editor-group-container.active .view-lines').first().click();
    await page.keyboard.press('Control+End');
    await line(/harness\/scripted-1@2026-11.\(scripted\)/).waitFor();
    await takeInThemes(page, 'editor-model-evidence');
  });
});
