import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { answerDialog } from '../harness/answer-dialog.ts';
import {
  BY_EDITOR,
  RIGHT_SUM,
  addSum,
  answerGoal,
  chooseEditorModel,
  describeGoal,
  typeGoal,
  wordsOf,
} from '../harness/goal-steps.ts';
import { agreeIfAsked, approveSpec, choosePlan, clickUntil, jobThatSays, openReview } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { EDITOR_MODEL, makeModelExtension } from '../harness/model-extension.ts';
import { waitForWorkbench } from '../harness/open-workbench.ts';
import { chooseItem, quickItem, runCommand } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';
import type { ShopChange } from '../harness/temporary-shop.ts';

const ENDED = /Ended without a change that holds/;
const GOAL = 'Sum with a plain loop';
/** Of the form that GitHub gives to its tokens. */
const SECRET = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
/** The provider is asked, and says nothing more. */
const SILENT = { do: 'hang', before: 'text' } as const;

const addSumWithSecret: ShopChange = async (folder) => {
  await addSum(folder);
  const path = join(folder, 'src/sum.js');
  await writeFile(path, `${await readFile(path, 'utf8')}\nexport const token = '${SECRET}';\n`);
};

describe('a goal for a model of the editor', function () {
  this.timeout(300_000);
  // Each step goes on where the one before ended.
  this.bail(true);
  let root: string;
  let model: ScriptedModel;
  let journey: Journey;
  const dialog = (words: RegExp | string): Locator => journey.page.locator('.monaco-dialog-box').getByText(words);
  const line = (words: string | RegExp): Locator => journey.page.locator('.view-line', { hasText: words }).first();
  const toast = (words: RegExp): Locator => journey.page.locator('.notification-toast', { hasText: words });

  /** A control plane that has no model, and an editor that has one. */
  async function begin(most: number): Promise<void> {
    root = await mkdtemp(join(tmpdir(), 'iama-models-'));
    model = await startScriptedModel();
    answerGoal(model, [RIGHT_SUM, RIGHT_SUM]);
    journey = await startJourney({
      vsix: [await makeModelExtension(root, model)],
      change: addSumWithSecret,
      settings: {
        'chat.disableAIFeatures': false,
        'iama.lock.budgetSeconds': 0,
        'iama.editorModel.maxRequestsPerJob': most,
      },
    });
  }
  async function end(): Promise<void> {
    await journey?.close();
    await model?.close();
    await rm(root, { recursive: true, force: true });
  }
  /** From the palette to a job that asks the model. */
  async function start(): Promise<void> {
    const { page } = journey;
    await describeGoal(page, GOAL, BY_EDITOR);
    await chooseEditorModel(page, EDITOR_MODEL.name);
    await answerDialog(page, 'Start the Job');
    await agreeIfAsked(page);
    await runCommand(page, 'View: Show IAMA');
  }
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });

  describe('that may be asked thirty times', () => {
    before(() => begin(30));
    after(end);

    it('is chosen by the person, who reads who answers, how often, and what is sent', async () => {
      const { page } = journey;
      await describeGoal(page, GOAL, BY_EDITOR);
      await takeInThemes(page, 'editor-model-offer', () => describeGoal(page, GOAL, BY_EDITOR));
      await chooseItem(page, BY_EDITOR);
      await quickItem(page, EDITOR_MODEL.name).waitFor();
      await takeScreenshot(page, 'editor-model-list');
      await page.keyboard.press('Escape');
      await describeGoal(page, GOAL, BY_EDITOR);
      await chooseEditorModel(page, EDITOR_MODEL.name);
      await dialog(/Scripted One, a model of this editor, plans and writes. It is asked at most 30 times/).waitFor();
      await takeScreenshot(page, 'editor-model-start');
      await answerDialog(page, 'Start the Job');
      await dialog(/source text of the target.*to the provider of its model harness\/scripted-1@2026-11/s).waitFor();
      await takeScreenshot(page, 'editor-model-consent');
    });

    it('is not asked, and no job is made, when they do not agree', async () => {
      const { page } = journey;
      await answerDialog(page, 'Cancel');
      await runCommand(page, 'View: Show IAMA');
      await runCommand(page, 'IAMA: Refresh Jobs');
      assert.equal(await page.getByRole('treeitem', { name: /Sum with a plain loop/ }).count(), 0);
      assert.equal(model.book.length, 0, 'the model was asked without consent');
    });

    it('plans, and its requests are counted in the row of the job', async () => {
      const { page } = journey;
      await start();
      const row = await jobThatSays(page, /Choose a plan/);
      await page.getByRole('treeitem', { name: /editor’s model: 1 of 30 requests/, level: 1 }).waitFor();
      assert.equal(model.book.length, 1);
      await row.hover();
      await takeInThemes(page, 'editor-model-row');
      await choosePlan(page, 'STANDARD');
    });

    it('is asked again by the window that comes after a reload, and goes on', async () => {
      const { page } = journey;
      model.next(SILENT);
      await approveSpec(page);
      const cut = await model.until((entry) => wordsOf(entry).includes('EXACT_SEARCH_REPLACE'));
      await page.reload();
      await waitForWorkbench(page);
      await model.until((entry) => entry !== cut && wordsOf(entry) === wordsOf(cut));
      await runCommand(page, 'View: Show IAMA');
      await jobThatSays(page, /Ready for review/);
    });

    it('saw no secret; the receipt names it, and what it wrote is applied with the secret in its place', async () => {
      const { page } = journey;
      for (const entry of model.book) assert.doesNotMatch(wordsOf(entry), /a1B2c3D4e5F6/);
      assert.match(model.book.map(wordsOf).join('\n'), /export const token = '/);
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

  describe('that may be asked once', () => {
    before(() => begin(1));
    after(end);

    it('is left within seconds when the job is cancelled', async () => {
      const { page } = journey;
      model.next(SILENT);
      await start();
      const asked = await model.until(({ ending }) => ending === 'open');
      const cancelled_at = performance.now();
      await runCommand(page, 'IAMA: Cancel Job');
      await model.until((entry) => entry === asked && entry.ending === 'closed');
      assert.ok((asked.closed_at ?? Infinity) - cancelled_at < 5000, 'the request went on after the cancel');
      await jobThatSays(page, /Failed/);
    });

    it('is asked no second time, and the job says why it stops', async () => {
      const { page } = journey;
      await start();
      await choosePlan(page, 'STANDARD');
      const before = model.book.length;
      await approveSpec(page);
      const row = await jobThatSays(page, ENDED);
      await clickUntil(row, line(/asked.the.editor.s.model.as.often.as.it.may/));
      await line(/iama\.editorModel\.maxRequestsPerJob.is.1/).waitFor();
      await takeInThemes(page, 'editor-model-used-up');
      assert.equal(model.book.length, before);
    });

    it('brings the job to the person when its editor refuses it', async () => {
      const { page } = journey;
      model.next({ do: 'refuse', status: 403, body: 'The person said no.' });
      await start();
      const ended = page.getByRole('treeitem', { name: ENDED, level: 1 });
      await ended.nth(1).waitFor({ timeout: 90_000 });
      // The newest is on top.
      await clickUntil(ended.first(), line(/The.person.said.no/));
      await line(/does.not.let.IAMA.use.its.model/).waitFor();
      await takeScreenshot(page, 'editor-model-refused');
    });

    it('is not offered when there is none any more, and that is said', async () => {
      const { page } = journey;
      await runCommand(page, 'Models: Withdraw Them');
      await typeGoal(page, GOAL);
      await dialog(/neither the control plane nor this editor has one/).waitFor();
      await takeScreenshot(page, 'editor-model-none');
      await answerDialog(page, 'Cancel');
      assert.equal(await toast(/INTERNAL/).count(), 0);
    });
  });
});
