import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { editsAnswer, plansAnswer } from '../../support/goal-answers.ts';
import type { BookEntry } from '../../support/scripted-model/book.ts';
import type { ModelScript } from '../../support/scripted-model/script.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { answerDialog } from './answer-dialog.ts';
import { chooseProfileIfAsked } from './job-steps.ts';
import { chooseItem, quickItem, runUntilOffered } from './run-command.ts';
import { takeScreenshot } from './take-screenshot.ts';
import type { ShopChange } from './temporary-shop.ts';

const PATH = 'src/sum.js';
const TOTAL = 'export const total = (list) => list.reduce((sum, each) => sum + each, 0);';

/** Edits that a model may write for the shop's sum: one that two tests notice, and one that is right. */
export const WRONG_SUM = editsAnswer(PATH, TOTAL, 'export const total = (list) => list.length;');
export const RIGHT_SUM = editsAnswer(
  PATH,
  TOTAL,
  'export function total(list) {\n  let sum = 0;\n  for (const each of list) sum += each;\n  return sum;\n}',
  'A loop.',
);

/** A sum in the shop, with its tests. */
export const addSum: ShopChange = async (folder) => {
  await mkdir(join(folder, 'src'), { recursive: true });
  await writeFile(join(folder, PATH), `${TOTAL}\n`);
  const lines = [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    "import { total } from '../src/sum.js';",
    "test('adds numbers', () => assert.equal(total([1, 2]), 3));",
    "test('adds nothing', () => assert.equal(total([]), 0));",
    '',
  ];
  await writeFile(join(folder, 'test/sum.test.js'), lines.join('\n'));
};

/** What a control plane is started with, so that it asks this model, which has a price. */
export function modelEnv({ base_url }: ScriptedModel): NodeJS.ProcessEnv {
  return { IAMA_MODEL: 'scripted-1', IAMA_MODEL_URL: base_url, IAMA_MODEL_KEY: 'none', IAMA_MODEL_PRICE: '3/15' };
}

/** Plans, a specification with one more sentence, and then the attempts one after another. */
export function answerGoal(model: ScriptedModel, attempts: readonly ModelScript[], sentence = ''): void {
  const left = [...attempts];
  const changes = [{ path: PATH, symbol: 'total', statement: 'total sums with a loop' }];
  model.otherwise((entry) => {
    const asked = wordsOf(entry);
    if (asked.includes('Plan the goal three times')) return plansAnswer({ changes });
    if (asked.includes('You keep the specification')) return specAnswer(asked, sentence);
    return left.shift() ?? WRONG_SUM;
  });
}

/** All that the model was told in one call. */
export function wordsOf({ body }: BookEntry): string {
  return body.messages.map(({ content }) => content).join('\n');
}

function specAnswer(asked: string, statement: string): ModelScript {
  const found = /The specification as it stands:\n(\{.*\})$/m.exec(asked)?.[1] ?? '{}';
  const { bdd, sdd } = JSON.parse(found) as { bdd: unknown[]; sdd: unknown[] };
  const added = { id: null, kind: 'keep', statement, paths: [PATH], symbols: [], test_ids: [] };
  return { do: 'answer', text: JSON.stringify({ bdd, sdd: [...sdd, added], note: 'One promise more.' }) };
}

/** The offer of the control plane's models. */
const AS_SAID = 'Do it as I said it';

/** From the open palette to the question who shall do it: a goal for the sum, typed once. */
export async function describeGoal(page: Page, goal: string, offer = AS_SAID): Promise<void> {
  await typeGoal(page, goal);
  await quickItem(page, offer).waitFor();
}

/** The same, up to the answer, whatever it is. */
export async function typeGoal(page: Page, goal: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await inputOf(page).fill('sum.js');
  await quickItem(page, 'sum.js').first().click();
  await page.locator('.editor-group-container.active .view-line').first().waitFor();
  await runUntilOffered(page, 'IAMA: Refactor…', 'The whole file');
  await chooseItem(page, 'The whole file');
  await quickItem(page, 'Describe the goal…').waitFor();
  await chooseItem(page, 'Describe the goal…');
  await inputOf(page).fill(goal);
  await page.keyboard.press('Enter');
}

/** It is the first item where no recipe fits. */
export async function startDescribedGoal(page: Page, button = 'Start the Job'): Promise<void> {
  // By key: with the mouse over it, the item shows an address that takes the click.
  await page.keyboard.press('Enter');
  await chooseProfileAndAsk(page);
  await takeScreenshot(page, 'goal-start');
  await answerDialog(page, button);
}

/** The first job of a workspace asks where tests run; then there is the last question before the job. */
export async function chooseProfileAndAsk(page: Page): Promise<void> {
  await chooseProfileIfAsked(page);
  await page.locator('.monaco-dialog-box').waitFor();
}

export function inputOf(page: Page): Locator {
  return page.locator('.quick-input-widget input.input');
}
