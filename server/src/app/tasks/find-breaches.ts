import type { Breach } from '@iama/contracts/test-run/breach';
import type { SuiteRun, TestRun } from '@iama/contracts/test-run/test-run';
import { checkRuns, skippedIn } from '@iama/engine/lock/seal/check-runs';
import type { SealedSuite } from '@iama/engine/lock/seal/seal';
import { leftOut } from '../../domain/test-run/left-out.ts';
import { netOf } from '../../domain/test-run/net-of.ts';
import { renamedId } from '../../domain/test-run/renamed-id.ts';

export interface RunsToHold {
  readonly baseline: TestRun;
  readonly verification: TestRun;
  /** Ids of cases or suites. */
  readonly quarantined: readonly string[];
  /** Old name → new name of files that the patch renames. */
  readonly renames: ReadonlyMap<string, string>;
}

/**
 * How a run with the patch shows less than the baseline did and still looks green, and what the client found the patch to do to
 * the tests. A suite that does not end well hides nothing: the comparison tells what is missing from it.
 */
export function findBreaches({ baseline, verification, quarantined, renames }: RunsToHold): Breach[] {
  const isLeftOut = leftOut(quarantined);
  const counted = (run: SuiteRun): SuiteRun => ({
    ...run,
    cases: run.cases.filter(({ id }) => !isLeftOut(run.suite_id, id)),
  });
  const before = netOf(baseline).suites.filter(({ suite_id }) => !isLeftOut(suite_id));
  const after = netOf(verification).suites.map(counted);
  const green = new Set(after.flatMap((run) => (run.exit_code === 0 ? [run.suite_id] : [])));
  const suites = before.map(counted).map((run) => sealedSuite(run, renames));
  const held = suites.filter(({ suite_id }) => green.has(suite_id));
  const seal = { schema_version: 1 as const, files: [], suites: held };
  return [...(verification.breaches ?? []), ...checkRuns(seal, after, new Set(quarantined))];
}

function sealedSuite(run: SuiteRun, renames: ReadonlyMap<string, string>): SealedSuite {
  const passed = run.cases.filter(({ status }) => status === 'passed');
  return {
    suite_id: run.suite_id,
    line: '',
    collected: run.cases.length,
    skipped: skippedIn(run),
    steady: passed.map((test) => renamedId(test, renames)),
  };
}
