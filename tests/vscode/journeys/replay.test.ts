import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { printSpec } from '@iama/engine/spec/print-spec';
import type { Locator } from 'playwright-core';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { answerDialog } from '../harness/answer-dialog.ts';
import {
  RIGHT_SUM,
  WRONG_SUM,
  addSum,
  answerGoal,
  describeGoal,
  startDescribedGoal,
  wordsOf,
} from '../harness/goal-steps.ts';
import { agreeIfAsked, approveSpec, choosePlan, jobThatSays } from '../harness/job-steps.ts';
import { choosePath } from '../harness/choose-path.ts';
import { keepFailure } from '../harness/keep-failure.ts';
import { chooseItem, quickItem, runCommand, runUntilOffered } from '../harness/run-command.ts';
import { startJourney } from '../harness/start-journey.ts';
import type { Journey } from '../harness/start-journey.ts';
import { takeInThemes } from '../harness/take-in-themes.ts';
import { takeScreenshot } from '../harness/take-screenshot.ts';

const CLI = fileURLToPath(new URL('../../../cli/bin/iama.js', import.meta.url));
const WISHED = printSpec({
  revision: 1,
  revision_token: '01a22d71-ec3e-72b8-8cd7-24a7e01388aa',
  bdd: [],
  sdd: [
    {
      id: null,
      kind: 'change',
      statement: 'As I say: total sums with a loop.',
      paths: ['src/sum.js'],
      symbols: ['total'],
      test_ids: [],
    },
  ],
  allowed_files: ['src/sum.js'],
});

describe('a job that is looked at again in the editor', function () {
  this.timeout(300_000);
  // Each step goes on where the one before ended.
  this.bail(true);
  let home: string;
  let model: ScriptedModel;
  let journey: Journey;
  const step = (words: RegExp): Locator => journey.page.getByRole('treeitem', { name: words });
  const line = (words: RegExp): Locator => journey.page.locator('.view-line', { hasText: words }).first();

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'iama-replay-'));
    model = await startScriptedModel({ models: ['scripted-1', 'scripted-2'] });
    const entry = (name: string) => ({ model: name, base_url: model.base_url });
    const models = join(home, 'models.json');
    await writeFile(models, JSON.stringify({ models: { default: entry('scripted-1'), careful: entry('scripted-2') } }));
    await writeFile(join(home, 'wished.md'), WISHED);
    answerGoal(model, [WRONG_SUM, WRONG_SUM, WRONG_SUM, RIGHT_SUM]);
    journey = await startJourney({
      env: { IAMA_MODELS_FILE: models },
      change: addSum,
      settings: { 'iama.lock.budgetSeconds': 0 },
    });
    const { page } = journey;
    await describeGoal(page, 'Sum with a plain loop');
    await startDescribedGoal(page);
    await agreeIfAsked(page);
    await page.locator('.activitybar').getByRole('tab', { name: /^IAMA/ }).click();
    await choosePlan(page, 'STANDARD');
    await approveSpec(page);
    await jobThatSays(page, /Waiting for your decision/);
  });
  after(async () => {
    await journey?.close();
    await model?.close();
    await rm(home, { recursive: true, force: true });
  });
  afterEach(async function () {
    await keepFailure(this.currentTest, journey?.page);
  });

  async function iama(...args: string[]): Promise<string> {
    const env = { ...process.env, IAMA_HOME: home, IAMA_DATA_DIR: journey.plane.data_dir, NODE_OPTIONS: '' };
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], { env, cwd: journey.folder });
    return stdout;
  }

  it('is told step by step, by key alone, with each attempt and why it failed', async () => {
    const { page } = journey;
    await runCommand(page, 'IAMA: Replay Job');
    await step(/^1\. The job was made/).waitFor();
    await step(/^1\. The job was made/)
      .and(page.locator('.focused'))
      .waitFor();
    await step(/Specification, revision 1, after the plan/).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await line(/What.you.can.do.now/).waitFor();
    await step(/Attempt 3, L1 · regressed/).waitFor();
    await takeInThemes(page, 'replay-end', () => page.keyboard.press('Escape'));
  });

  it('shows what an attempt changed as a diff, from the patch itself', async () => {
    const { page } = journey;
    await step(/Attempt 3, L1 · regressed/).click();
    await line(/failed:.*adds.numbers/).waitFor();
    await takeScreenshot(page, 'replay-attempt');
    await runCommand(page, 'IAMA: Focus on Replay View');
    await step(/Attempt 3, L1 · regressed/)
      .and(page.locator('.focused'))
      .waitFor();
    await page.keyboard.press('ArrowRight');
    await step(/^src\/sum\.js/).waitFor();
    await page.keyboard.press('ArrowDown');
    await step(/^src\/sum\.js/)
      .and(page.locator('.focused'))
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: /src\/sum\.js \(step \d+\)/ }).waitFor();
    await page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await line(/export.const.total.=.\(list\).=>.list\.length;/).waitFor();
    await takeInThemes(page, 'replay-diff');
  });

  it('begins anew from a step with another model and the specification of a file', async () => {
    const { page } = journey;
    await step(/Specification, revision 1, after the plan/).click();
    const asked = model.book.length;
    await runUntilOffered(page, 'IAMA: Fork From Here…', 'A specification from a file…');
    await takeScreenshot(page, 'replay-fork');
    await chooseItem(page, 'A specification from a file…');
    await choosePath(page, 'A specification as text', join(home, 'wished.md'));
    await quickItem(page, 'careful').waitFor();
    await chooseItem(page, 'careful');
    await answerDialog(page, 'Start the Job');
    await choosePlan(page, 'STANDARD');
    await (await jobThatSays(page, /Approve the specification/)).click();
    await line(/As.I.say:.total.sums.with.a.loop\./).waitFor();
    await line(/#.Specification,.revision.2/).waitFor();
    await approveSpec(page);
    await jobThatSays(page, /Ready for review/);
    const calls = model.book.slice(asked);
    assert.deepEqual(new Set(calls.map(({ body }) => body.model)), new Set(['scripted-2']));
    assert.match(wordsOf(calls.at(-1) ?? assert.fail('no call')), /As I say: /);
  });

  it('is told from a bundle on disk as well', async () => {
    const { page } = journey;
    const { items } = JSON.parse(await iama('jobs', '--json')) as { items: { id: string; state: string }[] };
    const { id } = items.find(({ state }) => state === 'WAITING_INTERVENTION') ?? assert.fail('no job waits');
    const bundle = join(home, 'bundle');
    await iama('evidence', id, '--out', bundle);
    await runCommand(page, 'IAMA: Close Replay');
    await step(/Attempt 3, L1 · regressed/).waitFor({ state: 'hidden' });
    await runCommand(page, 'IAMA: Replay a Bundle…');
    await choosePath(page, 'The folder of a bundle', bundle, 'Replay');
    await step(/Attempt 3, L1 · regressed/).waitFor();
    await step(/Waiting for your decision/)
      .and(page.locator('[aria-level="1"]'))
      .first()
      .waitFor();
    await writeFile(join(bundle, 'patch.json'), '{}');
    await runCommand(page, 'IAMA: Replay a Bundle…');
    await choosePath(page, 'The folder of a bundle', bundle, 'Replay');
    await page
      .locator('.notification-toast')
      .getByText(/not as it was sealed: patch\.json/)
      .waitFor();
  });
});
