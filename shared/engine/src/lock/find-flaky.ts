import type { SuiteRun, TestCase } from '@iama/contracts/test-run/test-run';

/** A test that did not say the same every time, with what it said in each run (`absent`: it was not there). */
export interface FlakyTest {
  readonly test_id: string;
  readonly statuses: readonly (TestCase['status'] | 'absent')[];
}

export interface Steadiness {
  /** Passed in every run: what a change is measured by. */
  readonly steady: ReadonlySet<string>;
  /** Set aside by name. */
  readonly flaky: readonly FlakyTest[];
  /** Failed in every run: no change can break them. */
  readonly failing: readonly string[];
}

/** What several runs of the same unchanged code say about each test. Pure. */
export function findFlaky(runs: readonly (readonly SuiteRun[])[]): Steadiness {
  const byRun = runs.map(
    (suites) => new Map(suites.flatMap(({ cases }) => cases.map((each) => [each.id, each.status] as const))),
  );
  const ids = new Set(byRun.flatMap((each) => [...each.keys()]));
  const steady = new Set<string>();
  const flaky: FlakyTest[] = [];
  const failing: string[] = [];
  for (const id of ids) {
    const statuses = byRun.map((each) => each.get(id) ?? 'absent');
    if (new Set(statuses).size > 1) flaky.push({ test_id: id, statuses });
    else if (statuses[0] === 'passed') steady.add(id);
    else if (statuses[0] === 'failed') failing.push(id);
  }
  return { steady, flaky, failing };
}
