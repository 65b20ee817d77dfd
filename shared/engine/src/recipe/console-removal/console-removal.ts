import type { PlanLevel } from '@iama/contracts/recipe';
import { parseModule } from '../../js/parse.ts';
import { countKinds, counted, joined } from '../proposal/counted.ts';
import { coveredFiles, languageAt } from '../proposal/covered-files.ts';
import { gatedOverFiles } from '../proposal/gated-over-files.ts';
import type { PlanWords, Recipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { checkPython } from '../python/check-python.ts';
import { proposePrints } from '../python/console-removal/propose-prints.ts';
import { outputFiles } from './output-files.ts';
import { proposeConsole } from './propose-console.ts';

/** Removes output left from debugging: `console.…` of scripts, `print` of Python. What arguments do stays. */
export const consoleRemoval: Recipe = { id: 'console-removal', run, describe };

async function run(request: RecipeRequest): Promise<RecipeResult> {
  const purposeOf = outputFiles(request.tree);
  return await gatedOverFiles(request, {
    ...coveredFiles(request, ['script', 'python']),
    propose: (path, text) =>
      languageAt(path) === 'python'
        ? proposePrints(request.tree, path, text, request.level, purposeOf(path, text))
        : proposeConsole(path, text, request.level, purposeOf(path, text)),
    check: (path, before, after) =>
      languageAt(path) === 'python' ? checkPython(request.tree, path, before, after) : parsesStill(path, after),
  });
}

function parsesStill(path: string, after: string): string | null {
  return parseModule(path, after).ok ? null : 'The file would no longer parse.';
}

const LEVEL_WORDS: Record<PlanLevel, string> = {
  CONSERVATIVE: '`console.log`, `debug`, `dir`, `table`, `trace`, `time`, `count` and `group`, and plain `print`',
  STANDARD: 'also `console.info`, `assert` and `profile`, and `pprint`',
  COMPREHENSIVE: 'also `console.warn` and `console.error` outside of error handlers, and what prints an error',
};

function describe(level: PlanLevel, { findings, changes, kept }: RecipeResult): PlanWords {
  const list = countKinds(findings, [
    ['console_output', 'call that prints for debugging', 'calls that print for debugging'],
    ['print_output', '`print` call', '`print` calls'],
  ]);
  return {
    title: level === 'COMPREHENSIVE' ? 'Remove debugging output, warnings too' : 'Remove debugging output',
    summary:
      findings.length === 0
        ? 'No debugging output was found at this level.'
        : `Removes ${joined(list)} in ${counted(changes.length, 'file', 'files')}. Arguments that do something stay as statements.`,
    will: list.map((words) => `Remove ${words}.`),
    will_not: [
      'Drop a call, an assignment or an `await` that stands in an argument. Reading a property and making a text of it count as nothing.',
      'Touch commands, scripts, loggers and tests, output that an option switches on, or the only trace of a caught error.',
      `Touch other levels of output than these: ${LEVEL_WORDS[level]}.`,
      ...(kept.length > 0
        ? [`Remove ${counted(kept.length, 'place', 'places')} that may be meant, each with its reason.`]
        : []),
    ],
    risk: findings.length > 0 && level === 'COMPREHENSIVE' ? 'medium' : 'low',
    risk_reason:
      level === 'COMPREHENSIVE'
        ? 'Warnings and errors that somebody may look for in a log go too.'
        : 'Only output goes; a program that reads this output would notice.',
  };
}
