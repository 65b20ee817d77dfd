import type { Finding } from '@iama/contracts/recipe';
import type { HealingFeedback } from '@iama/contracts/task/payload';
import { testsReaching } from '../context/tests-reaching.ts';
import { baseNameOf } from '../js/paths.ts';
import type { SourceTree } from './recipe.ts';

export interface Exclusion {
  readonly finding_id: string;
  readonly reason: string;
}

/**
 * What the next attempt leaves out, so that it does not fail like the last: the narrowest explanation first. `findings`
 * are those of the attempt that failed and `tree` is the code it started from. Empty only if nothing failed or nothing is
 * left to leave out; findings of one group are always left out together.
 */
export function narrow(tree: SourceTree, findings: readonly Finding[], feedback: HealingFeedback): Exclusion[] {
  if (feedback.failures.length === 0 && feedback.suite_output.length === 0) return [];
  const explanations = [byName, byFile, byReach, byRisk];
  for (const explain of explanations) {
    const found = explain(tree, findings, feedback);
    if (found.length > 0) return withGroups(findings, found);
  }
  return findings.map(({ id }) => ({
    finding_id: id,
    reason: 'Tests failed without pointing anywhere, so nothing of it is kept.',
  }));
}

/** Findings whose symbol is named in what the tests and suites said. */
function byName(_tree: SourceTree, findings: readonly Finding[], feedback: HealingFeedback): Exclusion[] {
  const said = [
    ...feedback.failures.flatMap(({ message, detail, frame }) => [message, detail, frame ?? '']),
    ...feedback.suite_output,
  ].join('\n');
  const words = new Set(said.match(/[\p{ID_Start}$_#][\p{ID_Continue}$]*/gu) ?? []);
  return findings.flatMap(({ id, symbol, path, kind }) => {
    const name = symbol?.split(/[.,]\s*/).at(-1) ?? '';
    // Short names are words of any message.
    if (name.length > 2 && words.has(name)) return [{ finding_id: id, reason: `The failure names \`${name}\`.` }];
    const gone =
      kind === 'unused_file' &&
      (said.includes(path) || said.includes(baseNameOf(path)) || said.includes(withoutExtension(path)));
    return gone ? [{ finding_id: id, reason: `The failure names ${path}.` }] : [];
  });
}

/** Findings in files that the failures name or whose stack frames lead there. */
function byFile(_tree: SourceTree, findings: readonly Finding[], feedback: HealingFeedback): Exclusion[] {
  const said = [
    ...feedback.failures.flatMap(({ message, detail, frame }) => [message, detail, frame ?? '']),
    ...feedback.suite_output,
  ].join('\n');
  return findings.flatMap(({ id, path }) => {
    const named =
      said.includes(path) || (!/^(?:index|main)\./.test(baseNameOf(path)) && said.includes(`/${baseNameOf(path)}`));
    return named ? [{ finding_id: id, reason: `The failure leads to ${path}.` }] : [];
  });
}

/** Findings in files that the failing tests load. */
function byReach(tree: SourceTree, findings: readonly Finding[], feedback: HealingFeedback): Exclusion[] {
  const failing = feedback.failures.map(({ test_id }) => test_id.split('::')[1] ?? '');
  const isReached = (path: string): boolean => failing.some((test) => testsReaching(tree, path).has(test));
  return findings.flatMap(({ id, path }) =>
    isReached(path) ? [{ finding_id: id, reason: `A failing test loads ${path}.` }] : [],
  );
}

/** The kinds that reach furthest: deleted files first, then exports and renames, then whatever is not a plain local. */
function byRisk(_tree: SourceTree, findings: readonly Finding[]): Exclusion[] {
  const tiers = [/file|rename|delete/, /export|private|result/, /import/, /./];
  for (const tier of tiers) {
    const found = findings.filter(({ kind }) => tier.test(kind));
    if (found.length > 0)
      return found.map(({ id }) => ({
        finding_id: id,
        reason: 'Tests failed without pointing anywhere, so the riskiest kind of change is left out.',
      }));
  }
  return [];
}

function withGroups(findings: readonly Finding[], found: readonly Exclusion[]): Exclusion[] {
  const reasons = new Map(found.map(({ finding_id, reason }) => [finding_id, reason]));
  const groups = new Set(findings.flatMap(({ id, group }) => (group !== null && reasons.has(id) ? [group] : [])));
  return findings.flatMap(({ id, group }) => {
    const own = reasons.get(id);
    if (own !== undefined) return [{ finding_id: id, reason: own }];
    return group !== null && groups.has(group)
      ? [{ finding_id: id, reason: 'It belongs together with another that is left out.' }]
      : [];
  });
}

function withoutExtension(path: string): string {
  return path.replace(/\.[^./]+$/, '');
}
