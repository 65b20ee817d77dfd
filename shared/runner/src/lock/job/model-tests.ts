import type { LockFacts, LockOrder } from '@iama/contracts/test-run/lock';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import { idOfModelTests } from '@iama/contracts/test-run/written-tests';
import type { ModelTests, RefusedTestFile, WrittenTests } from '@iama/contracts/test-run/written-tests';
import { isTest } from '@iama/engine/context/is-test';
import { checkTestFile } from '@iama/engine/lock/written/check-test-file';
import { isTestToWrite } from '@iama/engine/lock/written/is-test-to-write';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { Bench } from '../../run/bench.ts';
import type { DiscoveredSuite } from '../../tests-discovery/discovered-suite.ts';
import { sha256 } from '../../workspace/sha256.ts';
import { offeredPlace, writtenPlaceFor } from '../written-place.ts';
import type { Net } from '../net.ts';
import { CANNOT_HOLD } from './held-in.ts';
import type { WrittenTest } from './lock-record.ts';
import { runRounds } from './run-rounds.ts';
import { runWritten } from './run-written.ts';

export interface ModelTestsRequest {
  /** Holds its runs in; null where this machine cannot. */
  readonly bench: Bench | null;
  readonly tree: SourceTree;
  readonly order: LockOrder;
  readonly written: WrittenTests;
  /** Those that the workspace has. */
  readonly suites: readonly DiscoveredSuite[];
  readonly timeout_ms: number;
  readonly progress: (line: string) => void;
}

export interface RanModelTests {
  readonly facts: ModelTests;
  readonly tests: readonly WrittenTest[];
  /** The last round, or the one that a suite did not get through. */
  readonly runs: readonly SuiteRun[];
  readonly flaky: LockFacts['flaky'];
  /** For faults to be shown to. */
  readonly nets: readonly Net[];
}

/**
 * Run tests that a model wrote on the unchanged code, as often as the existing ones. They were judged before they came here, and are
 * judged once more: whoever sent them is not this machine. Nothing of the workspace is written over, in the copy neither.
 */
export async function runModelTests(request: ModelTestsRequest): Promise<RanModelTests> {
  const { bench, tree, order, written, suites, timeout_ms, progress } = request;
  const chosen = chooseFiles(tree, order, written, suites);
  const none = { tests: [], runs: [], flaky: [], nets: [] };
  if (bench === null) {
    const held = chosen.tests.map(({ path }) => ({ path, reasons: [CANNOT_HOLD] }));
    return { ...none, facts: { files: [], not_run: [...chosen.not_run, ...held] } };
  }
  if (chosen.tests.length === 0) return { ...none, facts: { files: [], not_run: [...chosen.not_run] } };
  const rounds = await runRounds(
    order.runs,
    () => runWritten(bench, chosen.tests, timeout_ms, progress, 'The tests of the model'),
    () => undefined,
  );
  const cases = rounds.runs.flatMap((run) => run.cases);
  return {
    facts: {
      files: chosen.tests.map(({ path, text }) => ({
        path,
        sha256: sha256(Buffer.from(text)),
        tests: cases.filter(({ file }) => file === path).length,
      })),
      not_run: [...chosen.not_run],
    },
    tests: chosen.tests,
    runs: rounds.runs,
    flaky: rounds.flaky.map(({ test_id, statuses }) => ({ test_id, statuses: [...statuses] })),
    nets: rounds.is_broken ? [] : netsOf(chosen.tests, rounds.runs, rounds.steady),
  };
}

interface Chosen {
  readonly tests: readonly WrittenTest[];
  readonly not_run: readonly RefusedTestFile[];
}

function chooseFiles(
  tree: SourceTree,
  { plan, quarantined }: LockOrder,
  { files, framework }: WrittenTests,
  suites: readonly DiscoveredSuite[],
): Chosen {
  const found = writtenPlaceFor(tree, plan.target, suites);
  if (found === null || found.place.discovered.suite.framework !== framework) {
    const reasons = [`There is nothing here any more that runs tests of ${framework} for the target.`];
    return { tests: [], not_run: files.map(({ path }) => ({ path, reasons })) };
  }
  const { suite, line } = found.place.discovered;
  const id = idOfModelTests(suite.id);
  // The person left them out as a whole.
  if (quarantined.includes(id)) return { tests: [], not_run: [] };
  const { folder, example } = offeredPlace(tree, found);
  const targets = new Set([...tree.paths].filter((path) => !isTest(path)));
  const judged = files.map(({ path, text, tests }) => ({
    test: { path, text, line, suite: { ...suite, id } },
    reasons: [
      ...(folder === '.' || path.startsWith(`${folder}/`) ? [] : [`It does not stand in ${folder}.`]),
      ...(tree.paths.has(path) ? ['A file of that name is there.'] : []),
      ...(isTestToWrite(path, example) ? [] : ['That is no name of a test.']),
      ...checkTestFile({ path, text, targets, titles: tests.map(({ title }) => title) }),
    ],
  }));
  return {
    tests: judged.flatMap(({ test, reasons }) => (reasons.length === 0 ? [test] : [])),
    not_run: judged.flatMap(({ test, reasons }) =>
      reasons.length === 0
        ? []
        : [{ path: test.path, reasons: reasons.slice(0, 20).map((each) => each.slice(0, 1000)) }],
    ),
  };
}

function netsOf(tests: readonly WrittenTest[], runs: readonly SuiteRun[], steady: ReadonlySet<string>): Net[] {
  return runs.flatMap((run): Net[] => {
    const own = tests.filter(({ suite }) => suite.id === run.suite_id);
    const [first] = own;
    const ids = run.cases.flatMap(({ id }) => (steady.has(id) ? [id] : []));
    if (!first || ids.length === 0) return [];
    const discovered = { suite: first.suite, line: first.line };
    const files = own.map(({ path }) => path);
    return [{ name: 'model', discovered, files, steady: new Set(ids), usual_ms: run.duration_ms }];
  });
}
