import type { RecipeId } from '@iama/contracts/recipe';
import { l10n } from 'vscode';

/** Recipes that run as jobs in the editor: those whose tools the extension carries, and that need nothing but a target. */
export const RECIPES: Readonly<Partial<Record<RecipeId, () => string>>> = {
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

/** What a person can do today about a goal whose recipe does not run as a job here. */
export const ELSEWHERE: Readonly<Partial<Record<RecipeId, () => string>>> = {
  'rename-symbol': () =>
    l10n.t(
      'A job cannot be told a new name. Use Rename Symbol of the editor, or `iama fix --recipe rename-symbol --symbol … --to …`.',
    ),
  'move-symbol': () =>
    l10n.t(
      'A job cannot be told another file. Use Move to File of the editor, or `iama fix --recipe move-symbol --symbol … --to …`.',
    ),
  formatting: () =>
    l10n.t('This extension does not carry the formatter. Use Format Document, or `iama fix --recipe formatting`.'),
  'typo-in-string': () =>
    l10n.t('This extension does not carry the dictionaries. Use `iama fix --recipe typo-in-string`.'),
};
