import type { Finding, PlanLevel } from '@iama/contracts/recipe';
import type { PlanWords, RecipeResult } from '../recipe.ts';

const NOUNS: readonly (readonly [kind: string, one: string, many: string])[] = [
  ['unused_import', 'unused import', 'unused imports'],
  ['unused_variable', 'unused variable', 'unused variables'],
  ['unused_result', 'unused result of a call (the call stays)', 'unused results of calls (the calls stay)'],
  ['unused_function', 'unused function', 'unused functions'],
  ['unused_class', 'unused class', 'unused classes'],
  ['unused_type', 'unused type', 'unused types'],
  ['unused_private_member', 'unused private member', 'unused private members'],
  ['unused_export', 'export that nothing imports', 'exports that nothing imports'],
  ['unreachable_code', 'piece of unreachable code', 'pieces of unreachable code'],
  ['unused_file', 'file that nothing loads', 'files that nothing loads'],
];

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Clean up inside files',
  STANDARD: 'Clean up inside and between files',
  COMPREHENSIVE: 'Clean up, and delete unused files',
};

/** Words for a plan, with the figures of the result that it would give. */
export function describe(level: PlanLevel, result: RecipeResult): PlanWords {
  const counts = countKinds(result.findings);
  const files = new Set(result.changes.map((change) => change.path)).size;
  const total = result.findings.length;
  const list = counts.map(({ words }) => words);
  return {
    title: TITLES[level],
    summary:
      total === 0
        ? 'Nothing to remove was found at this level.'
        : `Removes ${joined(list)} in ${plural(files, 'file', 'files')}. Everything else keeps every byte.`,
    will: counts.map(({ words }) => `Remove ${words}.`),
    will_not: willNot(level, result),
    ...riskOf(level, result),
  };
}

function countKinds(findings: readonly Finding[]): { kind: string; words: string }[] {
  return NOUNS.flatMap(([kind, one, many]) => {
    const count = findings.filter((finding) => finding.kind === kind).length;
    return count === 0 ? [] : [{ kind, words: plural(count, one, many) }];
  });
}

function willNot(level: PlanLevel, result: RecipeResult): string[] {
  const words = [
    'Change function parameters, catch bindings, or names that start with `_`.',
    'Drop a call, or the loading of a module that may do something.',
    'Touch tests, declaration files, generated files, or code that uses `eval` or `with`.',
  ];
  if (level === 'CONSERVATIVE') words.push('Change what any file exports.');
  if (level !== 'COMPREHENSIVE') words.push('Delete files.');
  else words.push('Delete tests, configuration, entry points, or files that any text of the repository names.');
  if (result.kept.length > 0)
    words.push(
      `Remove ${plural(result.kept.length, 'thing that looks unused and stays', 'things that look unused and stay')}, each with its reason.`,
    );
  return words;
}

function riskOf(level: PlanLevel, { findings }: RecipeResult): Pick<PlanWords, 'risk' | 'risk_reason'> {
  const count = (kind: string) => findings.filter((finding) => finding.kind === kind).length;
  const deleted = count('unused_file');
  const exported = count('unused_export');
  if (deleted > 0) {
    return {
      risk: 'high',
      risk_reason: `${plural(deleted, 'file is', 'files are')} deleted; something outside the repository could still load ${deleted === 1 ? 'it' : 'them'}.`,
    };
  }
  if (exported > 0) {
    return {
      risk: 'medium',
      risk_reason: `${plural(exported, 'export goes', 'exports go')}; code outside the repository could still import ${exported === 1 ? 'it' : 'them'}.`,
    };
  }
  if (level !== 'CONSERVATIVE' && findings.length > 0) {
    return {
      risk: 'medium',
      risk_reason: 'Some removed values were computed by reading properties, which a getter could notice.',
    };
  }
  return { risk: 'low', risk_reason: 'Only names that are private to their file and whose removal cannot be noticed.' };
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function joined(list: readonly string[]): string {
  return list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
}
