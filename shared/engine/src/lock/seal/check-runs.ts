import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import type { Breach } from '@iama/contracts/test-run/breach';
import type { Seal, SealedSuite } from './seal.ts';

/** Runs that show less than the sealed ones did. A failing test is no breach: that is what the comparison is for. Pure. */
export function checkRuns(seal: Seal, runs: readonly SuiteRun[], quarantined: ReadonlySet<string>): readonly Breach[] {
  return seal.suites.flatMap((suite): readonly Breach[] => {
    const run = runs.find(({ suite_id }) => suite_id === suite.suite_id);
    if (!run) return [breach('SUITE_MISSING', suite, 'It was not run.')];
    if (suite.collected > 0 && run.cases.length === 0) {
      const detail = run.exit_code === 0 ? 'It ended with exit code 0 and ran no test.' : 'It ran no test.';
      return [breach('NO_TESTS_RAN', suite, detail)];
    }
    const found: Breach[] = [];
    if (run.outcome === 'crashed') found.push(breach('RUN_CUT_SHORT', suite, 'It ended before it was through.'));
    if (run.cases.length < suite.collected)
      found.push(
        breach('FEWER_TESTS_COLLECTED', suite, `${run.cases.length} tests where there were ${suite.collected}.`),
      );
    const skipped = skippedIn(run);
    if (skipped > suite.skipped)
      found.push(breach('MORE_TESTS_SKIPPED', suite, `${skipped} skipped where there were ${suite.skipped}.`));
    const ids = new Set(run.cases.map(({ id }) => id));
    const missing = suite.steady.filter((id) => !ids.has(id) && !quarantined.has(id));
    found.push(
      ...missing.map((id): Breach => ({
        name: 'TEST_MISSING',
        place: id,
        detail: 'It passed before and was not run.',
      })),
    );
    return found;
  });
}

function breach(name: Breach['name'], { suite_id }: SealedSuite, detail: string): Breach {
  return { name, place: suite_id, detail };
}

export function skippedIn(run: SuiteRun): number {
  return run.cases.filter(({ status }) => status === 'skipped' || status === 'todo').length;
}
