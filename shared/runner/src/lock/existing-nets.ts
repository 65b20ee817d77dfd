import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import type { Net } from './net.ts';

/** What the tests of a repository said of the unchanged code. */
export interface ExistingTests {
  readonly suites: readonly DiscoveredSuite[];
  readonly last: readonly SuiteRun[];
  readonly steady: ReadonlySet<string>;
}

/** Per suite: the test files that reach the target where imports tell, all of it where they do not. Pure. */
export function existingNets({ suites, last, steady }: ExistingTests, reaching: ReadonlySet<string>): readonly Net[] {
  return suites.flatMap((discovered): readonly Net[] => {
    const run = last.find(({ suite_id }) => suite_id === discovered.suite.id);
    const cases = run?.cases.filter(({ id }) => steady.has(id)) ?? [];
    if (!run || cases.length === 0) return [];
    const known = cases.filter(({ file }) => file !== null && reaching.has(file));
    const canNarrow =
      /^(mocha|jest|vitest|node_test|pytest|unittest)$/.test(discovered.suite.framework) && known.length > 0;
    const files = canNarrow ? [...new Set(known.flatMap(({ file }) => file ?? []))] : null;
    const ids = new Set((canNarrow ? known : cases).map(({ id }) => id));
    return [{ name: 'existing', discovered, files, steady: ids, usual_ms: run.duration_ms }];
  });
}
