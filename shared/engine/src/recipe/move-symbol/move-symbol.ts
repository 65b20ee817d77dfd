import type { Kept } from '@iama/contracts/recipe';
import { gated } from '../gate/gate.ts';
import type { Recipe, RecipeResult } from '../recipe.ts';
import { describe } from './describe.ts';
import { planMove } from './plan-move.ts';

/** Moves the target symbol to another file, with the imports it needs, and mends those who import it. One change, or none. */
export const moveSymbol: Recipe = {
  id: 'move-symbol',
  async run(request) {
    const { target, options } = request;
    const to = options?.to_path;
    if (target.kind !== 'symbol') return refused(target.path, null, 'only a symbol can be moved: name one');
    if (to === undefined) return refused(target.path, target.symbol, 'the file to move it to is missing');
    const plan = planMove(request, target.path, target.symbol, to);
    if ('reason' in plan) return refused(target.path, target.symbol, plan.reason);
    return await gated(request, (exclude) =>
      plan.findings.some(({ id }) => exclude.has(id)) ? refused(target.path, target.symbol, 'it was left out') : plan,
    );
  },
  describe,
};

function refused(path: string, symbol: string | null, reason: string): RecipeResult {
  const kept: Kept[] = [{ path, symbol, line: null, reason }];
  return { findings: [], kept, changes: [], skipped: [] };
}
