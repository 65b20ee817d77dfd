import type { TestRun } from '@iama/contracts/test-run/test-run';
import { isOfModelTests } from '@iama/contracts/test-run/written-tests';

/** Ids that can be left out of a failed baseline: tests that fail, and all tests of a model's together where they did not end. Pure. */
export function quarantinable({ suites, characterization = [] }: TestRun): string[] {
  return [...suites, ...characterization].flatMap(({ suite_id, outcome, cases }) => {
    const failed = cases.flatMap(({ id, status }) => (status === 'failed' ? [id] : []));
    const is_broken = outcome === 'timeout' || outcome === 'crashed' || (outcome === 'failed' && failed.length === 0);
    return is_broken && isOfModelTests(suite_id) ? [...failed, suite_id] : failed;
  });
}
