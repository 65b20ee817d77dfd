import type { RecipeId } from '@iama/contracts/recipe';
import { QuickPickItemKind, l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Parts } from '../parts.ts';
import type { ChosenDeed } from './choose-editor-model.ts';
import { describeGoal } from './describe-goal.ts';
import { RECIPES } from './recipe-words.ts';

/** A recipe, by its name or by what the person says they want, or that itself; null when they want none after all. */
export async function chooseRecipe(
  target: string,
  parts: Pick<Parts, 'connection' | 'editor_models' | 'log' | 'usage'>,
): Promise<ChosenDeed | null> {
  const title = l10n.t('Refactor {0}', target);
  for (;;) {
    const chosen = await chooseByName(title);
    if (chosen !== 'describe') return chosen;
    const answer = await describeGoal(title, parts);
    if (answer !== 'all') return answer;
  }
}

async function chooseByName(title: string): Promise<ChosenDeed | 'describe' | null> {
  const describe: QuickPickItem = {
    label: `$(comment) ${l10n.t('Describe the goal…')}`,
    description: l10n.t('in English, German or French'),
    alwaysShow: true,
  };
  const items: QuickPickItem[] = Object.entries(RECIPES).map(([id, words]) => ({ label: id, detail: words() }));
  const chosen = await window.showQuickPick([describe, { label: '', kind: QuickPickItemKind.Separator }, ...items], {
    title,
    placeHolder: l10n.t('What shall be done? Nothing changes before you apply it.'),
    matchOnDetail: true,
  });
  if (chosen === describe) return 'describe';
  return chosen ? { recipe_id: chosen.label as RecipeId } : null;
}
