import type { PlanLevel } from '@iama/contracts/recipe';
import { parseModule } from '../../js/parse.ts';
import { countKinds, counted, joined } from '../proposal/counted.ts';
import { coveredFiles } from '../proposal/covered-files.ts';
import { gatedOverFiles } from '../proposal/gated-over-files.ts';
import type { PlanWords, Recipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { proposeKeywords } from './propose-keywords.ts';

/** Turns `var` into `const` or `let`, and `let` into `const`, where no program can tell the difference. */
export const varToConst: Recipe = { id: 'var-to-const', run, describe };

async function run(request: RecipeRequest): Promise<RecipeResult> {
  return await gatedOverFiles(request, {
    ...coveredFiles(request, ['script']),
    propose: (path, text) => proposeKeywords(request.tree, path, text, request.level),
    check: (path, _before, after) => (parseModule(path, after).ok ? null : 'The file would no longer parse.'),
  });
}

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Turn var into const',
  STANDARD: 'Turn var into const and let',
  COMPREHENSIVE: 'Turn var into const and let, one keyword for each variable',
};

function describe(level: PlanLevel, { findings, changes, kept }: RecipeResult): PlanWords {
  const list = countKinds(findings, [
    ['var_to_const', '`var` into `const`', '`var`s into `const`'],
    ['var_to_let', '`var` into `let`', '`var`s into `let`'],
    ['let_to_const', '`let` into `const`', '`let`s into `const`'],
    ['split_declaration', 'declaration into `const` and `let`', 'declarations into `const` and `let`'],
  ]);
  return {
    title: TITLES[level],
    summary:
      findings.length === 0
        ? 'Nothing to turn was found at this level.'
        : `Turns ${joined(list)} in ${counted(changes.length, 'file', 'files')}.`,
    will: list.map((words) => `Turn ${words}.`),
    will_not: [
      'Turn a `var` that is read before it is set, used outside of its block, declared twice, or captured in a loop.',
      'Turn variables of scripts that share their top level, or of packages that run on engines without `let`.',
      ...(level === 'CONSERVATIVE' ? ['Turn a `var` that is assigned again, or touch any `let`.'] : []),
      ...(level === 'COMPREHENSIVE' ? [] : ['Take a declaration of several variables apart.']),
      ...(kept.length > 0
        ? [
            `Turn ${counted(kept.length, '`var` that a program could tell from a `let`', '`var`s that a program could tell from a `let`')}, each with its reason.`,
          ]
        : []),
    ],
    risk: 'low',
    risk_reason: 'Only variables for which the text proves that block scope changes nothing.',
  };
}
