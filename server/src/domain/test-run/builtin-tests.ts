import { isOfProbes } from '@iama/contracts/test-run/black-box';
import type { SuiteRun, TestRun } from '@iama/contracts/test-run/test-run';
import { isOfModelTests } from '@iama/contracts/test-run/written-tests';

/** Of a run, the tests that were written without a model to pin what the repository's own leave open. Pure. */
export function builtinTests({ characterization = [] }: Pick<TestRun, 'characterization'>): readonly SuiteRun[] {
  return characterization.filter(({ suite_id }) => !isOfModelTests(suite_id) && !isOfProbes(suite_id));
}
