import type { PlanLevel } from '@iama/contracts/recipe';
import { parseModule } from '../../js/parse.ts';
import { countKinds, counted, joined } from '../proposal/counted.ts';
import { coveredFiles } from '../proposal/covered-files.ts';
import { gatedOverFiles } from '../proposal/gated-over-files.ts';
import type { PlanWords, Recipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { proposeAsync } from './propose-async.ts';

/**
 * Turns promise chains into `async` and `await`. What a function does, in which order, and how it fails stay the same;
 * in how many turns of the microtask queue it does so may change, so code that races two chains by counting turns is not
 * covered.
 */
export const promisesToAsync: Recipe = { id: 'promises-to-async', run, describe };

async function run(request: RecipeRequest): Promise<RecipeResult> {
  return await gatedOverFiles(request, {
    ...coveredFiles(request, ['script']),
    propose: (path, text) => proposeAsync(request.tree, path, text, request.level),
    check: (path, _before, after) => (parseModule(path, after).ok ? null : 'The file would no longer parse.'),
  });
}

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Tell chains of certain promises with await',
  STANDARD: 'Tell promise chains with await where nobody can tell',
  COMPREHENSIVE: 'Tell promise chains with await, late failures accepted',
};

function describe(level: PlanLevel, { findings, changes, kept }: RecipeResult): PlanWords {
  const list = countKinds(findings, [
    ['promise_chain', 'function with a promise chain', 'functions with promise chains'],
    [
      'promise_chain_late_throw',
      'function whose early exceptions become rejections',
      'functions whose early exceptions become rejections',
    ],
  ]);
  const late = findings.filter(({ kind }) => kind === 'promise_chain_late_throw').length;
  return {
    title: TITLES[level],
    summary:
      findings.length === 0
        ? 'No chain was found that could be told at this level.'
        : `Rewrites ${joined(list)} in ${counted(changes.length, 'file', 'files')}.`,
    will: list.map((words) => `Rewrite ${words}.`),
    will_not: [
      'Wait for a chain that nobody waits for today, or move one out of its `try`.',
      'Rewrite chains whose links are not plain functions, that return early in the middle, or whose function may return anything but a promise.',
      'Keep the number of microtask turns that a chain takes: two chains that race may take turns differently.',
      ...(level === 'CONSERVATIVE' ? ['Take anything for a promise that is not surely one.'] : []),
      ...(level === 'COMPREHENSIVE' ? [] : ['Turn an exception that a function throws at once into a rejection.']),
      ...(kept.length > 0
        ? [`Rewrite ${counted(kept.length, 'chain', 'chains')} that stay, each with its reason.`]
        : []),
    ],
    risk: late > 0 ? 'high' : findings.length > 0 ? 'medium' : 'low',
    risk_reason:
      late > 0
        ? `${counted(late, 'function throws', 'functions throw')} at once today if something is wrong with an argument, and will reject instead.`
        : 'Effects, results and failures keep their order; only the number of microtask turns may differ.',
  };
}
