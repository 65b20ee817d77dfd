import type { Kept } from '@iama/contracts/recipe';
import { gated } from '../gate/gate.ts';
import type { Recipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { describe } from './describe.ts';

/** Renames the target symbol and every use of it, as one change: all of it is taken, or nothing. */
export const renameSymbol: Recipe = {
  id: 'rename-symbol',
  async run(request) {
    const { target, options } = request;
    const name = options?.new_name;
    if (target.kind !== 'symbol') return refused(target.path, null, 'only a symbol can be renamed: name one');
    if (name === undefined) return refused(target.path, target.symbol, 'the new name is missing');
    const { planRename } = await import('./plan-rename.ts');
    const plan = planRename(request, target.path, target.symbol, name);
    if ('reason' in plan) return refused(target.path, target.symbol, plan.reason);
    return await gated(request, (exclude) =>
      plan.findings.some(({ id }) => exclude.has(id)) ? refused(target.path, target.symbol, 'it was left out') : plan,
    );
  },
  describe,
};

function refused(path: RecipeRequest['target']['path'], symbol: string | null, reason: string): RecipeResult {
  const kept: Kept[] = [{ path, symbol, line: null, reason }];
  return { findings: [], kept, changes: [], skipped: [] };
}
