import type { RecipeId } from '@iama/contracts/recipe';
import { l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { matchGoal } from '../../core/goal/match-goal.ts';
import type { GoalMatch } from '../../core/goal/match-goal.ts';
import type { Usage } from '../../core/usage/usage-event.ts';
import { ELSEWHERE, RECIPES } from './recipe-words.ts';

/** A recipe for a goal in plain words; `all` to see every recipe, null when the person gives up. Nothing is guessed. */
export async function describeGoal(title: string, usage: Usage): Promise<RecipeId | 'all' | null> {
  const goal = await window.showInputBox({
    title,
    prompt: l10n.t('What shall be different? Words are compared with what the recipes do; no model reads them.'),
    placeHolder: l10n.t('for example: remove dead code'),
  });
  if (goal === undefined || goal.trim() === '') return null;
  const matches = matchGoal(goal);
  const fitting = matches.filter(({ recipe_id }) => RECIPES[recipe_id]);
  usage.note({ name: 'goal_described', fitting: fitting.length });
  return fitting.length > 0 ? await chooseAmong(title, goal, fitting) : await sayHonestly(goal, matches);
}

async function chooseAmong(
  title: string,
  goal: string,
  fitting: readonly GoalMatch[],
): Promise<RecipeId | 'all' | null> {
  const all: QuickPickItem = { label: `$(list-unordered) ${l10n.t('All recipes')}`, alwaysShow: true };
  const items: QuickPickItem[] = fitting.map(({ recipe_id, because }) => ({
    label: recipe_id,
    description: l10n.t('because of “{0}”', because.join(' … ')),
    detail: RECIPES[recipe_id]?.() ?? '',
  }));
  const placeHolder = l10n.t('Recipes for “{0}”, the best first', goal);
  const chosen = await window.showQuickPick([...items, all], { title, placeHolder });
  return chosen === all ? 'all' : ((chosen?.label as RecipeId | undefined) ?? null);
}

async function sayHonestly(goal: string, matches: readonly GoalMatch[]): Promise<'all' | null> {
  const show = l10n.t('Show All Recipes');
  const known = matches.flatMap(({ recipe_id }) => ELSEWHERE[recipe_id]?.() ?? []);
  const detail =
    known.length > 0
      ? known.join('\n\n')
      : l10n.t(
          'A free goal needs a language model, and this version works without one. Today it does what its recipes do, and each of them is proven by your tests.',
        );
  const message = l10n.t('No recipe of a job does “{0}”.', goal);
  return (await window.showInformationMessage(message, { modal: true, detail }, show)) === show ? 'all' : null;
}
