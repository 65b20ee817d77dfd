import type { TestRun } from '@iama/contracts/test-run/test-run';

/** Tests that passed before and do not pass now, by id. A missing one is lost too. */
export function lostTests(before: TestRun, after: TestRun, quarantined: ReadonlySet<string>): string[] {
  const cases = (run: TestRun) => run.suites.flatMap((suite) => suite.cases);
  const passing = new Set(cases(after).flatMap((each) => (each.status === 'passed' ? [each.id] : [])));
  return cases(before)
    .filter((each) => each.status === 'passed' && !quarantined.has(each.id) && !passing.has(each.id))
    .map((each) => each.id);
}
