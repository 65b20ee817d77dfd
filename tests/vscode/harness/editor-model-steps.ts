import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { answerDialog } from './answer-dialog.ts';
import { RIGHT_SUM, addSum, answerGoal, chooseProfileAndAsk, describeGoal } from './goal-steps.ts';
import { agreeIfAsked } from './job-steps.ts';
import { EDITOR_MODEL, makeModelExtension } from './model-extension.ts';
import { quickItem, runCommand } from './run-command.ts';
import { startJourney } from './start-journey.ts';
import type { Journey } from './start-journey.ts';
import type { ShopChange } from './temporary-shop.ts';

export const EDITOR_GOAL = 'Sum with a plain loop';
/** The offer that leads to the models of the editor. */
export const BY_EDITOR = 'Do it with a model of this editor…';
/** The provider is asked, and says nothing more. */
export const SILENT = { do: 'hang', before: 'text' } as const;
/** Of the form that GitHub gives to its tokens; it stands in the target. */
export const SECRET = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;

export interface EditorModelJourney {
  readonly journey: Journey;
  readonly model: ScriptedModel;
  close(): Promise<void>;
}

/** A control plane that has no model, and an editor that has one; a job may ask it so often. */
export async function startEditorModelJourney(most: number): Promise<EditorModelJourney> {
  const root = await mkdtemp(join(tmpdir(), 'iama-models-'));
  const model = await startScriptedModel();
  answerGoal(model, [RIGHT_SUM]);
  const close = async (journey?: Journey): Promise<void> => {
    await journey?.close();
    await model.close();
    await rm(root, { recursive: true, force: true });
  };
  try {
    const journey = await startJourney({
      vsix: [await makeModelExtension(root, model)],
      change: addSumWithSecret,
      settings: {
        // The models belong to the editor's own features for them.
        'chat.disableAIFeatures': false,
        'iama.lock.budgetSeconds': 0,
        'iama.editorModel.maxRequestsPerJob': most,
      },
    });
    return { journey, model, close: () => close(journey) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** From the palette to the last question before the job. */
export async function chooseEditorModel({ page }: Pick<Journey, 'page'>): Promise<void> {
  await describeGoal(page, EDITOR_GOAL, BY_EDITOR);
  // Both are the first of their list. By key: with the mouse over it, an item shows its details, which take the click.
  await page.keyboard.press('Enter');
  await quickItem(page, EDITOR_MODEL.name).waitFor();
  await page.keyboard.press('Enter');
  await chooseProfileAndAsk(page);
}

/** From the palette to a job that asks the model, with the Jobs view in sight. */
export async function startEditorGoal(journey: Pick<Journey, 'page'>): Promise<void> {
  const { page } = journey;
  await chooseEditorModel(journey);
  await answerDialog(page, 'Start the Job');
  await agreeIfAsked(page);
  await runCommand(page, 'View: Show IAMA');
}

const addSumWithSecret: ShopChange = async (folder) => {
  await addSum(folder);
  const path = join(folder, 'src/sum.js');
  await writeFile(path, `${await readFile(path, 'utf8')}\nexport const token = '${SECRET}';\n`);
};
