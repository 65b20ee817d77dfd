import type { SuiteRun, TestCase, TestRun } from '@iama/contracts/test-run/test-run';
import { isOfModelTests } from '@iama/contracts/test-run/written-tests';
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
  const cases = suitesOf(run).flatMap((suite) => suite.cases);
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
  return suitesOf(run).flatMap(({ suite_id, outcome, output_tail }) =>
    outcome === 'passed' || outcome === 'failed' ? [] : [{ suite_id, outcome, output_tail }],
  );
}

/** What can be left out by name before a change: tests that fail, and all tests of a model's together where they did not end. */
export function quarantinable(run: TestRun): FailingTest[] {
  const broken = brokenSuites(run).filter(({ suite_id }) => isOfModelTests(suite_id));
  const wholes = broken.map(({ suite_id }) => ({ id: suite_id, name: suite_id, file: null, failure: null }));
  return [...failingTests(run, null), ...wholes];
}

/** Of the repository, and those that were written before the change. */
function suitesOf({ suites, characterization = [] }: TestRun): readonly SuiteRun[] {
  return [...suites, ...characterization];
}

function asFailing({ id, name, file, failure }: TestCase): FailingTest {
  return { id, name, file, failure };
}
