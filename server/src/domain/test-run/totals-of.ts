import type { TestRun, TestTotals } from '@iama/contracts/test-run/test-run';

/** Counted from the cases; what is still to be written counts as skipped. */
export function totalsOf({ suites }: Pick<TestRun, 'suites'>): TestTotals {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const { cases } of suites) {
    for (const { status } of cases) totals[status === 'todo' ? 'skipped' : status] += 1;
  }
  return totals;
}
