import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { answerDialog } from '../harness/answer-dialog.ts';
import { EDITOR_GOAL, SILENT, startEditorGoal, startEditorModelJourney } from '../harness/editor-model-steps.ts';
import type { EditorModelJourney } from '../harness/editor-model-steps.ts';
import { typeGoal } from '../harness/goal-steps.ts';
import { approveSpec, choosePlan, clickUntil, jobThatSays } from '../harness/job-steps.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { runCommand } from '../harness/run-command.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

const ENDED = /Ended without a change that holds/;
/** From the key that confirms the command to the end of the request at the provider. */
const CANCEL_MS = 5000;

describe('a model of the editor that a job may ask once', function () {
  this.timeout(300_000);
  // Each step goes on where the one before ended.
  this.bail(true);
  let started: EditorModelJourney;
  let journey: Journey;
  let model: ScriptedModel;
  const line = (words: string | RegExp): Locator => journey.page.locator('.view-line', { hasText: words }).first();

  before(async () => {
    started = await startEditorModelJourney(1);
    ({ journey, model } = started);
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });
  after(() => started?.close());

  it('is left within seconds when the job is cancelled', async () => {
    const { page } = journey;
    model.next(SILENT);
    await startEditorGoal(journey);
    const asked = await model.until(({ ending }) => ending === 'open');
    await runCommand(page, 'IAMA: Cancel Job');
    const cancelled_at = performance.now();
    await model.until((entry) => entry === asked && entry.ending === 'closed');
    const took_ms = (asked.closed_at ?? Number.POSITIVE_INFINITY) - cancelled_at;
    assert.ok(took_ms < CANCEL_MS, `the request went on for ${took_ms} ms after the cancel`);
    await jobThatSays(page, /Failed/);
  });

  it('is asked no second time, and the job says why it stops', async () => {
    const { page } = journey;
    await startEditorGoal(journey);
    await choosePlan(page, 'STANDARD');
    const before = model.book.length;
    await approveSpec(page);
    const row = await jobThatSays(page, ENDED);
    await clickUntil(row, line(/asked.the.editor.s.model.as.often.as.it.may/));
    await line(/Requests.so.far:.1/).waitFor();
    await takeInThemes(page, 'editor-model-used-up');
    assert.equal(model.book.length, before, 'the model was asked beyond the cap');
  });

  it('brings the job to the person when its editor refuses it', async () => {
    const { page } = journey;
    model.next({ do: 'refuse', status: 403, body: 'The person said no.' });
    await startEditorGoal(journey);
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
    await typeGoal(page, EDITOR_GOAL);
    const said = page.locator('.monaco-dialog-box').getByText(/neither the control plane nor this editor has one/);
    await said.waitFor();
    await takeScreenshot(page, 'editor-model-none');
    await answerDialog(page, 'Cancel');
  });
});
