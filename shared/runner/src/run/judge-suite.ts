import type { SuiteOutcome, TestCase } from '@iama/contracts/test-run/test-run';

export interface SuiteFacts {
  readonly ended: 'exited' | 'timeout' | 'cancelled';
  readonly exit_code: number | null;
  /** Results were read, and the framework said that it had reached its end. */
  readonly complete: boolean;
  readonly cases: readonly TestCase[];
}

/** How a suite ended. Nothing but exit code 0 with executed cases and none failed is `passed`. Pure. */
export function judgeSuite(facts: SuiteFacts): SuiteOutcome {
  if (facts.ended !== 'exited') return 'timeout';
  if (facts.cases.some((each) => each.status === 'failed')) return 'failed';
  if (!facts.complete) return 'crashed';
  const executed = facts.cases.some((each) => each.status === 'passed');
  if (facts.exit_code !== 0) return executed || facts.cases.length > 0 ? 'crashed' : 'no_tests';
  return executed ? 'passed' : 'no_tests';
}
