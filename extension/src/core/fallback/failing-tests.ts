import type { TestCase, TestRun } from '@iama/contracts/test-run/test-run';
import { testNameOf } from '../jobs/test-name.ts';

export interface FailingTest {
  readonly id: string;
  readonly name: string;
  readonly file: string | null;
  /** Null for a test that did not run any more. */
  readonly failure: TestCase['failure'];
}

/** A suite whose process ended without a result for each test. */
export interface BrokenSuite {
  readonly suite_id: string;
  readonly outcome: 'timeout' | 'crashed' | 'no_tests';
  readonly output_tail: string;
}

/** `lost`: ids of tests that passed before, where the run is one after a change; null for a run before it. */
export function failingTests(run: TestRun, lost: readonly string[] | null): FailingTest[] {
  const cases = run.suites.flatMap((suite) => suite.cases);
  if (lost === null) return cases.filter((each) => each.status === 'failed').map(asFailing);
  const by_id = new Map(cases.map((each) => [each.id, each]));
  return lost.map((id) => {
    const found = by_id.get(id);
    if (found) return asFailing(found);
    const { name, file } = testNameOf(id);
    return { id, name, file: file === '' ? null : file, failure: null };
  });
}

export function brokenSuites(run: TestRun): BrokenSuite[] {
  return run.suites.flatMap(({ suite_id, outcome, output_tail }) =>
    outcome === 'passed' || outcome === 'failed' ? [] : [{ suite_id, outcome, output_tail }],
  );
}

function asFailing({ id, name, file, failure }: TestCase): FailingTest {
  return { id, name, file, failure };
}
