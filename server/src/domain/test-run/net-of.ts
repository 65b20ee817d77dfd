import type { TestRun } from '@iama/contracts/test-run/test-run';

/** All tests that a change is measured by: those of the repository, and those that were written to pin what they leave open. */
export function netOf({ suites, characterization = [] }: TestRun): Pick<TestRun, 'suites'> {
  return { suites: [...suites, ...characterization] };
}
