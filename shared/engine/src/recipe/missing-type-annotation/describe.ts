import type { PlanLevel } from '@iama/contracts/recipe';
import { countKinds, counted, joined } from '../proposal/counted.ts';
import type { Noun } from '../proposal/counted.ts';
import type { PlanWords, RecipeResult } from '../recipe.ts';

const NOUNS: readonly Noun[] = [
  ['missing_return_type', 'return type', 'return types'],
  ['missing_type', 'type of an exported declaration', 'types of exported declarations'],
  ['implicit_any', 'type of an untyped parameter or variable', 'types of untyped parameters and variables'],
];

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Write down the return types of exported functions',
  STANDARD: 'Write down the types of everything exported',
  COMPREHENSIVE: 'Write down exported types, and infer those of untyped parameters',
};

export function describe(level: PlanLevel, result: RecipeResult): PlanWords {
  const list = countKinds(result.findings, NOUNS);
  const files = new Set(result.changes.map(({ path }) => path)).size;
  const words = [
    'Write `any`, or a type that cannot be named where it is needed.',
    'Write types that are longer than a line.',
    'Annotate JavaScript, or functions that nobody outside their file sees and whose types are known.',
  ];
  if (level === 'CONSERVATIVE') words.push('Annotate variables, properties or parameters.');
  if (level !== 'COMPREHENSIVE') words.push('Guess types from how a parameter is used.');
  if (result.kept.length > 0) {
    words.push(`Annotate ${counted(result.kept.length, 'place', 'places')}, each with its reason.`);
  }
  const guessed = result.findings.some(({ kind }) => kind === 'implicit_any');
  return {
    title: TITLES[level],
    summary:
      list.length === 0
        ? 'No type that the compiler knows is missing at this level.'
        : `Adds ${joined(list)} in ${counted(files, 'file', 'files')}. Types are erased, so nothing changes at run time.`,
    will: list.map((each) => `Add ${each}.`),
    will_not: words,
    risk: guessed ? 'medium' : 'low',
    risk_reason: guessed
      ? 'Types that are inferred from use may be narrower than what other callers will want to pass.'
      : 'The written types are those that the compiler worked out itself.',
  };
}
