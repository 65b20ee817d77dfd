import type { Finding, Kept } from '@iama/contracts/recipe';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { changedTexts } from './changed-texts.ts';
import { compilerErrors } from './compiler-errors.ts';
import { findCulprits } from './find-culprits.ts';
import { findingGroups } from './finding-group.ts';
import { lostNames } from './lost-names.ts';
import { parseErrors } from './parse-errors.ts';
import type { Checker, Problem } from './problem.ts';

/** The recipe's work without the findings of `exclude`. Called several times, so what it looks up should be kept. */
export type Attempt = (exclude: ReadonlySet<string>) => RecipeResult | Promise<RecipeResult>;

/** In the order of their price: a file that does not parse is not worth a compiler's time. */
const CHECKERS: readonly Checker[] = [parseErrors, lostNames, compilerErrors];

/**
 * Run a recipe and take back what breaks something: no change may bring a parse error, a name without a meaning, or an error
 * of the compiler, in the changed files and in those that import them. What was taken back is kept, with the error as its
 * reason. Findings of one group go together, also those that `exclude` leaves out.
 */
export async function gated(
  request: RecipeRequest,
  attempt: Attempt,
  checkers: readonly Checker[] = CHECKERS,
): Promise<RecipeResult> {
  const whole = await attempt(new Set());
  const exclude = withGroups(whole.findings, request.exclude);
  const first = exclude.size === 0 ? whole : await attempt(exclude);
  const problemsOf = async (result: RecipeResult): Promise<readonly Problem[]> => {
    const texts = changedTexts(request.tree, result.changes);
    for (const check of checkers) {
      const problems = await check(request.tree, texts);
      if (problems.length > 0) return problems;
    }
    return [];
  };
  const problems = await problemsOf(first);
  if (problems.length === 0) return first;
  const culprits = await findCulprits(findingGroups(first), problems, request.tree, async (out) => {
    const result = await attempt(new Set([...exclude, ...out]));
    return { result, problems: await problemsOf(result) };
  });
  const taken = withGroups(first.findings, new Set(culprits.keys()));
  const result = await attempt(new Set([...exclude, ...taken]));
  const kept = first.findings.flatMap((each) => (taken.has(each.id) ? [takenBack(each, first, culprits)] : []));
  return { ...result, kept: [...result.kept, ...kept] };
}

/** The ids with everything that shares a group with one of them. */
function withGroups(findings: readonly Finding[], ids: ReadonlySet<string>): Set<string> {
  if (ids.size === 0) return new Set();
  const groups = new Set(findings.flatMap(({ id, group }) => (group !== null && ids.has(id) ? [group] : [])));
  const along = findings.flatMap(({ id, group }) => (group !== null && groups.has(group) ? [id] : []));
  return new Set([...ids, ...along]);
}

function takenBack(finding: Finding, { findings }: RecipeResult, culprits: ReadonlyMap<string, Problem>): Kept {
  const mates = findings.filter(
    (each) => each.id === finding.id || (finding.group !== null && each.group === finding.group),
  );
  const problem = mates.map(({ id }) => culprits.get(id)).find((each) => each !== undefined);
  const where = problem && problem.path !== finding.path ? ` in ${problem.path}` : '';
  return {
    path: finding.path,
    symbol: finding.symbol,
    line: finding.line,
    reason: `the change was taken back, because it would bring an error${where}: ${problem?.message ?? 'unknown'}`,
  };
}
