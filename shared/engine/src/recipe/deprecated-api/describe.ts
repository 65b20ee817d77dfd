import type { PlanLevel } from '@iama/contracts/recipe';
import { countKinds, counted, joined } from '../proposal/counted.ts';
import type { Noun } from '../proposal/counted.ts';
import type { PlanWords, RecipeResult } from '../recipe.ts';

const NOUNS: readonly Noun[] = [
  ['deprecated_builtin', 'deprecated call of the language or of Node', 'deprecated calls of the language or of Node'],
  [
    'deprecated_alias',
    'deprecated name that only passes on to another',
    'deprecated names that only pass on to others',
  ],
  [
    'deprecated_note',
    'use whose deprecation note names its successor',
    'uses whose deprecation notes name their successors',
  ],
];

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Replace deprecated calls of the language and of Node',
  STANDARD: 'Replace deprecated calls, also those that only pass on to another',
  COMPREHENSIVE: 'Replace deprecated calls, also where a note says that they were renamed',
};

export function describe(level: PlanLevel, result: RecipeResult): PlanWords {
  const list = countKinds(result.findings, NOUNS);
  const files = new Set(result.changes.map(({ path }) => path)).size;
  const byNote = result.findings.some(({ kind }) => kind === 'deprecated_note');
  const words = [
    'Replace a call by one that takes or gives something else.',
    'Guess the type of a value: where it is unknown, the call stays.',
  ];
  words.push('Follow advice (`use x instead`): the other may do something else, so it is reported.');
  if (level !== 'COMPREHENSIVE') words.push('Trust a note that cannot be checked in the code.');
  if (result.kept.length > 0) {
    words.push(`Replace ${counted(result.kept.length, 'deprecated use', 'deprecated uses')}, each with its reason.`);
  }
  return {
    title: TITLES[level],
    summary:
      list.length === 0
        ? 'No deprecated use that can be replaced was found at this level.'
        : `Replaces ${joined(list)} in ${counted(files, 'file', 'files')}.`,
    will: list.map((each) => `Replace ${each}.`),
    will_not: words,
    risk: byNote ? 'medium' : 'low',
    risk_reason: byNote
      ? 'That a name was only renamed is what its author wrote; the types agree, the code was not read.'
      : 'Each replacement does the same by the language’s rules or by the code that it passes on to.',
  };
}
