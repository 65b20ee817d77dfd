import type { SuiteRun, TestCase } from '@iama/contracts/test-run/test-run';

/** Time ran out, or the code did something else than the test says. They need different answers. */
export type FailureClass = 'TIMEOUT_EXECUTION' | 'LOGIC_FAILURE';

/** What a person can do about a time-out. */
export type TimeoutChoice = 'increase_timeout' | 'skip_or_quarantine_test' | 'continue_repair';

export interface ClassifiedFailure {
  readonly failure_class: FailureClass;
  /** A suite's id where the whole run was stopped, else a test's. */
  readonly place: string;
  /** Empty for LOGIC_FAILURE: there the repair goes on by itself. */
  readonly choices: readonly TimeoutChoice[];
}

const CHOICES: readonly TimeoutChoice[] = ['increase_timeout', 'skip_or_quarantine_test', 'continue_repair'];

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
    ? { failure_class: 'TIMEOUT_EXECUTION', place, choices: CHOICES }
    : { failure_class: 'LOGIC_FAILURE', place, choices: [] };
}
