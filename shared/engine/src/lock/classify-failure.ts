import { TimeoutChoice } from '@iama/contracts/test-run/failure-class';
import type { FailureClass } from '@iama/contracts/test-run/failure-class';
import type { SuiteRun, TestCase } from '@iama/contracts/test-run/test-run';

export interface ClassifiedFailure {
  readonly failure_class: FailureClass;
  /** A suite's id where the whole run was stopped, else a test's. */
  readonly place: string;
  /** Empty for LOGIC_FAILURE: there the repair goes on by itself. */
  readonly choices: readonly TimeoutChoice[];
}

/** How mocha, jest, vitest, node:test, ava, pytest-timeout and go test say that one test took too long. */
const TOOK_TOO_LONG =
  /^(Error: )?Timeout of \d+ ?ms exceeded|Exceeded timeout of \d+ ?ms for a|Test timed out in \d+ ?ms|test timed out after \d+ ?ms|Timed out while running tests|Failed: Timeout >\d|panic: test timed out after/i;

/** Every failure of a run with its class. Pure. */
export function classifyFailures(run: SuiteRun): readonly ClassifiedFailure[] {
  const failed = run.cases.filter(({ status }) => status === 'failed');
  const cases = failed.map((each) => classified(tookTooLong(each), each.id));
  return run.outcome === 'timeout' ? [classified(true, run.suite_id), ...cases] : cases;
}

function tookTooLong({ failure }: TestCase): boolean {
  return failure !== null && (TOOK_TOO_LONG.test(failure.message) || /^TimeoutError$/.test(failure.error_class ?? ''));
}

function classified(isTimeout: boolean, place: string): ClassifiedFailure {
  return isTimeout
    ? { failure_class: 'TIMEOUT_EXECUTION', place, choices: TimeoutChoice.options }
    : { failure_class: 'LOGIC_FAILURE', place, choices: [] };
}

/** Suites that were killed and tests that took too long, by id. Pure. */
export function timedOutIn(suites: readonly SuiteRun[]): string[] {
  const failures = suites.flatMap((suite) => classifyFailures(suite));
  return failures.flatMap(({ failure_class, place }) => (failure_class === 'TIMEOUT_EXECUTION' ? [place] : []));
}
