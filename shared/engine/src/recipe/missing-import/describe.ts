import type { PlanLevel } from '@iama/contracts/recipe';
import type { PlanWords, RecipeResult } from '../recipe.ts';
import { countKinds, counted, joined } from '../proposal/counted.ts';
import type { Noun } from '../proposal/counted.ts';

const NOUNS: readonly Noun[] = [['missing_import', 'missing import', 'missing imports']];

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Import what this repository exports by name',
  STANDARD: 'Import what the repository, its packages and Node export',
  COMPREHENSIVE: 'Import everything that has one source, default exports too',
};

export function describe(level: PlanLevel, result: RecipeResult): PlanWords {
  const list = countKinds(result.findings, NOUNS);
  const files = new Set(result.changes.map(({ path }) => path)).size;
  const words = [
    'Choose between two modules that offer the same name.',
    'Add a package to package.json, or import across packages by a relative path.',
    'Import names that test runners, pages or build tools provide.',
  ];
  if (level === 'CONSERVATIVE') words.push('Import from packages or from Node.');
  if (level !== 'COMPREHENSIVE') words.push('Import a default export under a name that only its file’s name suggests.');
  if (result.kept.length > 0) {
    const many = counted(result.kept.length, 'name without a declaration', 'names without a declaration');
    words.push(`Import ${many}, each with its reason.`);
  }
  return {
    title: TITLES[level],
    summary:
      list.length === 0
        ? 'No missing import with exactly one source was found.'
        : `Adds ${joined(list)} in ${counted(files, 'file', 'files')}. Everything else keeps every byte.`,
    will: list.map((each) => `Add ${each}.`),
    will_not: words,
    risk: list.length === 0 ? 'low' : level === 'COMPREHENSIVE' ? 'medium' : 'low',
    risk_reason:
      level === 'COMPREHENSIVE' && list.length > 0
        ? 'A default export is recognised by the name of its file only.'
        : 'The code that uses these names fails without them.',
  };
}
