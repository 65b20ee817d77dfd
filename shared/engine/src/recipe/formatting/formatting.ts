import type { PlanLevel } from '@iama/contracts/recipe';
import { parseModule } from '../../js/parse.ts';
import { countKinds, counted, joined } from '../proposal/counted.ts';
import { coveredFiles, languageAt } from '../proposal/covered-files.ts';
import { runOverFiles } from '../proposal/run-over-files.ts';
import { checkPython } from '../python/check-python.ts';
import { proposePythonLayout } from '../python/formatting/propose-python-layout.ts';
import type { PlanWords, Recipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { proposeLayout } from './propose-layout.ts';

/** Lays code out as the repository's own formatter settings say. Only lines that change are touched. */
export const formatting: Recipe = { id: 'formatting', run, describe };

async function run(request: RecipeRequest): Promise<RecipeResult> {
  const { tree, level } = request;
  return await runOverFiles(request, {
    ...coveredFiles(
      request,
      level === 'CONSERVATIVE' ? ['script', 'python'] : ['script', 'python', 'json'],
      level === 'COMPREHENSIVE' ? 'take' : 'leave',
    ),
    propose: (path, text) =>
      languageAt(path) === 'python'
        ? proposePythonLayout(tree, path, text, level)
        : proposeLayout(tree, path, text, level),
    check: (path, before, after) => {
      if (languageAt(path) === 'python') return checkPython(tree, path, before, after);
      return languageAt(path) === 'json' || parseModule(path, after).ok ? null : 'The file would no longer parse.';
    },
  });
}

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Put white space right',
  STANDARD: 'Format the code',
  COMPREHENSIVE: 'Format the code and its tests',
};

function describe(level: PlanLevel, { findings, changes }: RecipeResult): PlanWords {
  const list = countKinds(findings, [
    ['white_space', 'place where only white space differs', 'places where only white space differs'],
    ['layout', 'place laid out differently', 'places laid out differently'],
  ]);
  return {
    title: TITLES[level],
    summary:
      findings.length === 0
        ? 'Everything looks as the formatter would have it.'
        : `Formats ${joined(list)} in ${counted(changes.length, 'file', 'files')}.`,
    will: list.map((words) => `Format ${words}.`),
    will_not: [
      'Touch files that ignore files leave out, or that another formatter lays out.',
      ...(level === 'CONSERVATIVE'
        ? ['Change anything but white space, or format where no settings say how.']
        : ['Impose a style where no settings name one: there it follows what the package does mostly.']),
      ...(level === 'COMPREHENSIVE' ? [] : ['Touch tests.']),
    ],
    risk: 'low',
    risk_reason: 'Scripts are proved to be the same program afterwards; Python is laid out by ruff.',
  };
}
