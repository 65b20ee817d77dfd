import type { TestChange, Verdict } from '@iama/contracts/job/evidence';
import type { SuiteRun, TestRun } from '@iama/contracts/test-run/test-run';
import { leftOut } from './left-out.ts';
import { renamedId } from './renamed-id.ts';

export interface RunsToCompare {
  readonly baseline: Pick<TestRun, 'suites'> | null;
  readonly verification: Pick<TestRun, 'suites'> | null;
  /** Ids of cases or suites. */
  readonly quarantined: readonly string[];
  /** Old name → new name of files the patch renames: their cases are the same tests under another id. */
  readonly renames: ReadonlyMap<string, string>;
}

export interface Comparison {
  readonly verdict: Verdict;
  /** Every case whose status differs, regression or not. */
  readonly test_changes: readonly TestChange[];
  /** Sorted ids of regressed cases, and of suites that broke as a whole. */
  readonly failed_tests: readonly string[];
}

/**
 * Did the change keep what the tests pin? A case regresses when it passed before and does not pass now, when it is
 * missing, when it newly fails, and when it is newly skipped; a suite, when it does not end as it ended before.
 * A test file that the patch deleted leaves missing cases, and those count too: agreement to delete a file is no proof
 * that what it pinned still holds. Without one case that passed before, nothing is proved: `unverified`.
 */
export function compareRuns({ baseline, verification, quarantined, renames }: RunsToCompare): Comparison {
  const isLeftOut = leftOut(quarantined);
  const changes: TestChange[] = [];
  const failed = new Set<string>();
  const after_suites = new Map((verification?.suites ?? []).map((suite) => [suite.suite_id, suite]));
  let compared = 0;

  for (const before of baseline?.suites ?? []) {
    if (isLeftOut(before.suite_id)) continue;
    const after = after_suites.get(before.suite_id);
    if (suiteBroke(before, after)) failed.add(before.suite_id);
    for (const pair of pairCases(before, after, renames)) {
      if (isLeftOut(before.suite_id, pair.old_id) || isLeftOut(before.suite_id, pair.test_id)) continue;
      if (pair.before === 'passed') compared += 1;
      if (pair.before !== pair.after) changes.push({ test_id: pair.test_id, before: pair.before, after: pair.after });
      if (regressed(pair)) failed.add(pair.test_id);
    }
  }
  const failed_tests = [...failed].toSorted();
  return { verdict: verdictOf(failed_tests.length, compared), test_changes: changes, failed_tests };
}

function verdictOf(failed: number, compared: number): Verdict {
  if (failed > 0) return 'regressed';
  return compared > 0 ? 'verified' : 'unverified';
}

interface CasePair extends TestChange {
  /** The id before a rename; the same as `test_id` otherwise. */
  readonly old_id: string;
}

function pairCases(
  before: SuiteRun,
  after: SuiteRun | undefined,
  renames: ReadonlyMap<string, string>,
): readonly CasePair[] {
  const left = new Map((after?.cases ?? []).map((test) => [test.id, test]));
  const pairs: CasePair[] = before.cases.map((test) => {
    const test_id = left.has(test.id) ? test.id : renamedId(test, renames);
    const now = left.get(test_id);
    left.delete(test_id);
    return { test_id, old_id: test.id, before: test.status, after: now?.status ?? 'absent' };
  });
  const added = [...left.values()].map(({ id, status }) => ({
    test_id: id,
    old_id: id,
    before: 'absent' as const,
    after: status,
  }));
  return [...pairs, ...added];
}

function regressed({ before, after }: CasePair): boolean {
  if (before === after) return false;
  if (before === 'passed') return true;
  if (after === 'absent' || after === 'failed') return true;
  return before === 'absent' && after === 'skipped';
}

/** `failed` is told by the suite's cases, unless it has none that failed. */
function suiteBroke(before: SuiteRun, after: SuiteRun | undefined): boolean {
  if (after === undefined) return true;
  if (after.outcome === before.outcome) return after.outcome === 'crashed' || after.outcome === 'timeout';
  if (after.outcome === 'passed') return false;
  return after.outcome !== 'failed' || after.cases.every(({ status }) => status !== 'failed');
}
