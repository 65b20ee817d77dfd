import type { PlanLevel } from '@iama/contracts/recipe';
import type { PlanWords, RecipeResult } from '../recipe.ts';
import { countKinds, counted, joined } from '../proposal/counted.ts';
import type { Noun } from '../proposal/counted.ts';

const NOUNS: readonly Noun[] = [
  ['unused_import', 'unused import', 'unused imports'],
  ['unused_variable', 'unused variable', 'unused variables'],
  ['unused_result', 'unused result of a call (the call stays)', 'unused results of calls (the calls stay)'],
  ['unused_catch_binding', 'unused catch binding', 'unused catch bindings'],
  ['unused_function', 'unused function', 'unused functions'],
  ['unused_class', 'unused class', 'unused classes'],
  ['unused_type', 'unused type', 'unused types'],
];

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Remove names whose values nobody computes',
  STANDARD: 'Remove unused variables and imports',
  COMPREHENSIVE: 'Remove unused variables, imports and local declarations',
};

/** Words for a plan, with the figures of the result that it would give. */
export function describe(level: PlanLevel, result: RecipeResult): PlanWords {
  const list = countKinds(result.findings, NOUNS);
  const files = new Set(result.changes.map(({ path }) => path)).size;
  const words = [
    'Remove a parameter of any function: callers pass them by position.',
    'Change what a file exports, or delete files.',
    'Drop a call, or the loading of a module that may do something.',
  ];
  if (level !== 'COMPREHENSIVE') words.push('Remove functions, classes or types.');
  if (level === 'CONSERVATIVE')
    words.push('Remove a variable whose value is computed by a call or by reading properties.');
  if (result.kept.length > 0) {
    const many = counted(result.kept.length, 'name that looks unused and stays', 'names that look unused and stay');
    words.push(`Remove ${many}, each with its reason.`);
  }
  return {
    title: TITLES[level],
    summary:
      list.length === 0
        ? 'No unused variable or import was found at this level.'
        : `Removes ${joined(list)} in ${counted(files, 'file', 'files')}. Everything else keeps every byte.`,
    will: list.map((each) => `Remove ${each}.`),
    will_not: words,
    ...(level === 'CONSERVATIVE' || list.length === 0
      ? { risk: 'low', risk_reason: 'Only names that are private to their file and whose removal cannot be noticed.' }
      : {
          risk: 'medium',
          risk_reason: 'Some removed values were computed by reading properties, which a getter could notice.',
        }),
  };
}
