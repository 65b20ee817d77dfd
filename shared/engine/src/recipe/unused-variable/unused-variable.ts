import type { Recipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { gated } from '../gate/gate.ts';
import { isAtLeast } from '../unused-code/unit.ts';
import { removeUnused } from '../unused-code/unused-code.ts';
import { catchBindings } from './catch-bindings.ts';
import { describe } from './describe.ts';

/**
 * Removes local variables and imports that nothing reads, with the writes that only they needed. Names that other files see,
 * parameters, functions, classes and types stay (the last three below COMPREHENSIVE).
 */
export const unusedVariable: Recipe = {
  id: 'unused-variable',
  run: (request) => gated(request, (exclude) => attempt({ ...request, exclude })),
  describe,
};

const VALUES = new Set(['unused_import', 'unused_variable', 'unused_result']);
const DECLARATIONS = new Set(['unused_function', 'unused_class', 'unused_type']);

function attempt(request: RecipeRequest): RecipeResult {
  const whole = isAtLeast(request.level, 'COMPREHENSIVE');
  const removed = removeUnused(request, {
    mayGo: ({ kind }) => VALUES.has(kind) || (whole && DECLARATIONS.has(kind)),
    deletesFiles: false,
  });
  return catchBindings(request, removed);
}
