import type { PlanLevel } from '@iama/contracts/recipe';
import { parseModule } from '../../js/parse.ts';
import { countKinds, counted, joined } from '../proposal/counted.ts';
import { coveredFiles, languageAt } from '../proposal/covered-files.ts';
import { runOverFiles } from '../proposal/run-over-files.ts';
import { checkPython } from '../python/check-python.ts';
import { proposePythonComments } from '../python/comment-cleanup/propose-python-comments.ts';
import type { PlanWords, Recipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { proposeComments } from './propose-comments.ts';

/** Removes code that was commented out. Prose, directives, licences and documentation stay. */
export const commentCleanup: Recipe = { id: 'comment-cleanup', run, describe };

async function run(request: RecipeRequest): Promise<RecipeResult> {
  const { tree, level } = request;
  return await runOverFiles(request, {
    ...coveredFiles(request, ['script', 'python']),
    propose: (path, text) =>
      languageAt(path) === 'python'
        ? proposePythonComments(tree, path, text, level)
        : proposeComments(tree, path, text, level),
    check: (path, before, after) =>
      languageAt(path) === 'python'
        ? checkPython(tree, path, before, after)
        : parseModule(path, after).ok
          ? null
          : 'The file would no longer parse.',
  });
}

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Remove line comments that are nothing but code',
  STANDARD: 'Remove comments that are nothing but code',
  COMPREHENSIVE: 'Remove code from comments',
};

function describe(level: PlanLevel, { findings, changes, kept }: RecipeResult): PlanWords {
  const list = countKinds(findings, [
    ['commented_code', 'piece of commented-out code', 'pieces of commented-out code'],
  ]);
  return {
    title: TITLES[level],
    summary:
      findings.length === 0
        ? 'No commented-out code was found at this level.'
        : `Removes ${joined(list)} in ${counted(changes.length, 'file', 'files')}. No code that runs is touched.`,
    will: list.map((words) => `Remove ${words}.`),
    will_not: [
      'Touch prose, documentation comments, licences, comments for tools, or code that words explain.',
      ...(level === 'COMPREHENSIVE' ? [] : ['Take code out of a comment that also has words.']),
      ...(level === 'CONSERVATIVE' ? ['Touch block comments.'] : []),
      ...(kept.length > 0
        ? [`Remove ${counted(kept.length, 'comment', 'comments')} with code that may be meant, each with its reason.`]
        : []),
    ],
    risk: 'low',
    risk_reason: 'Comments do nothing; what may get lost is a note that looked like code.',
  };
}
