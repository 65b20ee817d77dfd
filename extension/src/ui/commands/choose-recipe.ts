import type { RecipeId } from '@iama/contracts/recipe';
import { l10n, window } from 'vscode';

/** Recipes that run as jobs in the editor: those whose tools the extension carries. */
const RECIPES: Readonly<Partial<Record<RecipeId, () => string>>> = {
  'unused-code': () => l10n.t('Remove imports, variables, functions, exports and files that nobody uses'),
  'unused-variable': () => l10n.t('Remove local variables and imports that nothing reads'),
  'var-to-const': () => l10n.t('Turn var into const or let where no program can tell'),
  'promises-to-async': () => l10n.t('Turn promise chains into async and await'),
  'commonjs-to-esm': () => l10n.t('Turn require into import, package by package'),
  'missing-import': () => l10n.t('Import a name that exactly one place exports'),
  'missing-type-annotation': () => l10n.t('Write down the types that the compiler knows'),
  'deprecated-api': () => l10n.t('Replace calls by what their deprecation note names'),
  'console-removal': () => l10n.t('Remove output left from debugging'),
  'comment-cleanup': () => l10n.t('Remove code that was commented out'),
};

export async function chooseRecipe(target: string): Promise<RecipeId | null> {
  const items = Object.entries(RECIPES).map(([id, words]) => ({ label: id, detail: words() }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Refactor {0}', target),
    placeHolder: l10n.t('What shall be done? Nothing changes before you apply it.'),
    matchOnDetail: true,
  });
  return (chosen?.label as RecipeId | undefined) ?? null;
}
