import { GOAL_MAX } from '@iama/contracts/job/job';
import type { ConfiguredModel } from '@iama/contracts/model/model-test';
import { l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { modelNames } from '../../core/consent/disclosure.ts';
import { matchGoal } from '../../core/goal/match-goal.ts';
import type { GoalMatch } from '../../core/goal/match-goal.ts';
import type { EditorModel } from '../../platform/editor-model/editor-model.ts';
import type { Parts } from '../parts.ts';
import { chooseEditorModel, editorModelNames } from './choose-editor-model.ts';
import type { ChosenDeed } from './choose-editor-model.ts';
import { configuredModels } from './configured-models.ts';
import { ELSEWHERE, RECIPES } from './recipe-words.ts';

/**
 * What to do for a goal in plain words: a recipe that it speaks of, or the goal as it was said, by a model. `all` to see every
 * recipe, null when the person gives up. Nothing is guessed, and nothing that they typed has to be typed again.
 */
export async function describeGoal(
  title: string,
  parts: Pick<Parts, 'connection' | 'editor_models' | 'log' | 'usage'>,
): Promise<ChosenDeed | 'all' | null> {
  const said = await window.showInputBox({
    title,
    prompt: l10n.t(
      'What shall be different? Recipes are offered for it, and a language model where one is configured.',
    ),
    placeHolder: l10n.t('for example: remove dead code'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim().length > GOAL_MAX ? l10n.t('At most {0} characters.', GOAL_MAX) : undefined),
  });
  const goal = said?.trim() ?? '';
  if (goal === '') return null;
  const matches = matchGoal(goal);
  const fitting = matches.filter(({ recipe_id }) => RECIPES[recipe_id]);
  parts.usage.note({ name: 'goal_described', fitting: fitting.length });
  const [models, own] = await Promise.all([configuredModels(parts), parts.editor_models.list()]);
  if (fitting.length === 0 && (models ?? []).length === 0 && own.length === 0)
    return await sayHonestly(goal, matches, models);
  return await chooseAmong(title, goal, fitting, { configured: models ?? [], own });
}

/** Recipes first: they are free, and the same every time. */
async function chooseAmong(
  title: string,
  goal: string,
  fitting: readonly GoalMatch[],
  { configured, own }: { configured: readonly ConfiguredModel[]; own: readonly EditorModel[] },
): Promise<ChosenDeed | 'all' | null> {
  const recipes = fitting.map(({ recipe_id, because }) => ({
    label: recipe_id,
    description: l10n.t('because of “{0}”', because.join(' … ')),
    detail: RECIPES[recipe_id]?.() ?? '',
    deed: { recipe_id },
  }));
  const as_said = {
    label: `$(sparkle) ${l10n.t('Do it as I said it')}`,
    description: modelNames(configured),
    detail: l10n.t('A model writes it, after three plans with their price. Your tests decide.'),
    alwaysShow: true,
    deed: { recipe_id: 'goal', goal } as const,
  };
  const by_own = {
    label: `$(sparkle-filled) ${l10n.t('Do it with a model of this editor…')}`,
    description: editorModelNames(own),
    detail: l10n.t('You choose it for this job alone. Its provider counts the requests.'),
    alwaysShow: true,
  };
  const all: QuickPickItem = { label: `$(list-unordered) ${l10n.t('All recipes')}`, alwaysShow: true };
  const placeHolder =
    fitting.length > 0
      ? l10n.t('Recipes for “{0}”, the best first', goal)
      : l10n.t('No recipe of a job does “{0}”.', goal);
  const items = [...recipes, ...(configured.length > 0 ? [as_said] : []), ...(own.length > 0 ? [by_own] : []), all];
  const chosen = await window.showQuickPick(items, { title, placeHolder });
  if (chosen === all) return 'all';
  if (chosen === by_own) {
    const editor_model = await chooseEditorModel(title, own);
    return editor_model && { recipe_id: 'goal', goal, editor_model };
  }
  return chosen && 'deed' in chosen ? chosen.deed : null;
}

async function sayHonestly(
  goal: string,
  matches: readonly GoalMatch[],
  models: readonly ConfiguredModel[] | null,
): Promise<'all' | null> {
  const show = l10n.t('Show All Recipes');
  const known = matches.flatMap(({ recipe_id }) => ELSEWHERE[recipe_id]?.() ?? []);
  const missing =
    models === null
      ? l10n.t(
          'A free goal needs a language model. Whether one is configured could not be asked: the control plane does not answer, or nobody is signed in. The log says more.',
        )
      : l10n.t(
          'A free goal needs a language model, and neither the control plane nor this editor has one. Whoever runs the control plane names one with `IAMA_MODEL` and `IAMA_MODEL_URL`, for instance of Ollama on this machine, and starts it again. Until then it does what its recipes do, and each of them is proven by your tests.',
        );
  const detail = [...known, missing].join('\n\n');
  const message = l10n.t('No recipe of a job does “{0}”.', goal);
  return (await window.showInformationMessage(message, { modal: true, detail }, show)) === show ? 'all' : null;
}
