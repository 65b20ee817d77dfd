import type { PlanLevel } from '@iama/contracts/recipe';
import { parseModule } from '../../js/parse.ts';
import { counted } from '../proposal/counted.ts';
import { coveredFiles, languageAt } from '../proposal/covered-files.ts';
import { runOverFiles } from '../proposal/run-over-files.ts';
import { checkPython } from '../python/check-python.ts';
import type { PlanWords, Recipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { otherUsesIn } from './other-uses.ts';
import { proposeTypos } from './propose-typos.ts';
import type { Spelling } from './propose-typos.ts';
import { repositoryWords } from './repository-words.ts';
import { loadSpeller } from './speller.ts';
import type { Speller } from './speller.ts';

/** Corrects misspelt words in strings that people read. A wrong correction is worse than a missed typo, so doubt keeps a word. */
export const typoInString: Recipe = typoRecipe(loadSpeller);

/** The recipe with a dictionary of one's own. */
export function typoRecipe(load: () => Promise<Speller>): Recipe {
  return { id: 'typo-in-string', describe, run: async (request) => await run(request, await load()) };
}

async function run(request: RecipeRequest, speller: Speller): Promise<RecipeResult> {
  const { tree, level } = request;
  const covered = coveredFiles(request, ['script', 'python']);
  const otherUses = otherUsesIn(tree);
  const hasSnapshots = [...tree.paths].some((path) => /\.(?:snap|ambr)$|(?:^|\/)__snapshots__\//.test(path));
  const spelling: Spelling = { tree, level, speller, repository: repositoryWords(tree), otherUses, hasSnapshots };
  const corrected = new Map<string, string>();
  const tests = new Set<string>();
  if (level === 'COMPREHENSIVE') {
    for (const path of covered.files) {
      const outcome = proposeTypos(path, tree.files.get(path) ?? '', spelling, null);
      for (const { key } of 'skip' in outcome ? [] : outcome.proposals) corrected.set(key.toLowerCase(), path);
    }
    for (const word of corrected.keys())
      for (const { path, isTest } of otherUses(word).said) if (isTest && !covered.files.includes(path)) tests.add(path);
  }
  return await runOverFiles(request, {
    files: [...covered.files, ...tests].toSorted(),
    skipped: covered.skipped.filter(({ path }) => !tests.has(path)),
    propose: (path, text) => proposeTypos(path, text, spelling, tests.has(path) ? corrected : null),
    check: (path, before, after) =>
      languageAt(path) === 'python'
        ? checkPython(tree, path, before, after)
        : parseModule(path, after).ok
          ? null
          : 'The file would no longer parse.',
  });
}

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Correct well-known misspellings',
  STANDARD: 'Correct misspelt words',
  COMPREHENSIVE: 'Correct misspelt words, in tests too',
};

function describe(level: PlanLevel, { findings, changes, kept }: RecipeResult): PlanWords {
  const words = new Set(findings.map(({ group }) => group)).size;
  return {
    title: TITLES[level],
    summary:
      findings.length === 0
        ? 'No word was found that could be corrected without doubt.'
        : `Corrects ${counted(words, 'word', 'words')} in ${counted(findings.length, 'place', 'places')} of ${counted(changes.length, 'file', 'files')}.`,
    will:
      findings.length === 0
        ? []
        : [`Correct ${counted(findings.length, 'misspelt word', 'misspelt words')} in strings that people read.`],
    will_not: [
      'Touch keys, paths, addresses, patterns, names, code, markup, or strings that are compared or looked up.',
      'Touch a word that is also part of a name, a key or data anywhere in the repository, or that its spelling settings allow.',
      ...(level === 'CONSERVATIVE' ? ['Correct words that no list of common misspellings names.'] : []),
      ...(level === 'COMPREHENSIVE' ? [] : ['Correct a text that a test also has.']),
      ...(kept.length > 0
        ? [`Correct ${counted(kept.length, 'word', 'words')} that may be meant, each with its suggestions or reason.`]
        : []),
    ],
    risk: level === 'COMPREHENSIVE' && findings.length > 0 ? 'medium' : 'low',
    risk_reason: 'Text that people see changes; a program outside the repository that reads it would notice.',
  };
}
