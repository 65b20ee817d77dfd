import type { RecipeId } from '@iama/contracts/recipe';
import type { Recipe } from './recipe.ts';
import { commentCleanup } from './comment-cleanup/comment-cleanup.ts';
import { commonjsToEsm } from './commonjs-to-esm/commonjs-to-esm.ts';
import { consoleRemoval } from './console-removal/console-removal.ts';
import { deprecatedApi } from './deprecated-api/deprecated-api.ts';
import { formatting } from './formatting/formatting.ts';
import { missingImport } from './missing-import/missing-import.ts';
import { missingTypeAnnotation } from './missing-type-annotation/missing-type-annotation.ts';
import { proposeUpgrades } from './python/deprecated-api/propose-upgrades.ts';
import { proposePythonImports } from './python/missing-import/propose-python-imports.ts';
import { proposeAnnotations } from './python/missing-type-annotation/propose-annotations.ts';
import { proposeUnused } from './python/unused-variable/propose-unused.ts';
import { withPython } from './python/with-python.ts';
import { promisesToAsync } from './promises-to-async/promises-to-async.ts';
import { moveSymbol } from './move-symbol/move-symbol.ts';
import { renameSymbol } from './rename-symbol/rename-symbol.ts';
import { typoInString } from './typo-in-string/typo-in-string.ts';
import { unusedCode } from './unused-code/unused-code.ts';
import { unusedVariable } from './unused-variable/unused-variable.ts';
import { varToConst } from './var-to-const/var-to-const.ts';

const RECIPES: readonly Recipe[] = [
  unusedCode,
  commonjsToEsm,
  withPython(missingImport, proposePythonImports),
  withPython(missingTypeAnnotation, proposeAnnotations),
  withPython(deprecatedApi, proposeUpgrades),
  consoleRemoval,
  typoInString,
  formatting,
  commentCleanup,
  moveSymbol,
  renameSymbol,
  withPython(unusedVariable, proposeUnused),
  varToConst,
  promisesToAsync,
];

/** The recipe of that name; null when this version does not have it. */
export function recipeOf(id: RecipeId): Recipe | null {
  return RECIPES.find((recipe) => recipe.id === id) ?? null;
}
