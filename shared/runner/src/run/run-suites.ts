import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { SuiteRun, TestTotals } from '@iama/contracts/test-run/test-run';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { discoverSuites } from '../tests-discovery/discover-suites.ts';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';

export interface SuitesRequest {
  /** The files as they are in the copy: what suites there are is worked out from them, never taken from the wire. */
  readonly tree: SourceTree;
  /** Which suites to run, by id. */
  readonly suites: readonly TestSuite[];
  readonly run: (discovered: DiscoveredSuite) => Promise<SuiteRun>;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** Run suites one after the other. One that is not there any more is a crashed one. Throws CANCELLED. */
export async function runSuites({ tree, suites, run, signal, progress }: SuitesRequest): Promise<SuiteRun[]> {
  const found = findSuites(tree, suites);
  const runs: SuiteRun[] = [];
  for (const wanted of suites) {
    throwIfCancelled(signal);
    const discovered = found.get(wanted.id);
    progress(`Running ${wanted.source} (${wanted.framework}) in ${wanted.cwd}`);
    const done = discovered ? await run(discovered) : vanished(wanted);
    progress(sentenceOf(wanted, done));
    runs.push(done);
  }
  return runs;
}

/** The suites that a tree declares, by id, those that were asked for among them. Pure. */
export function findSuites(tree: SourceTree, wanted: readonly TestSuite[]): ReadonlyMap<string, DiscoveredSuite> {
  const found = new Map(discoverSuites(tree).map((each) => [each.suite.id, each]));
  for (const { id, cwd } of wanted) {
    if (!found.has(id)) discoverSuites(tree, cwd).forEach((each) => found.set(each.suite.id, each));
  }
  return found;
}

export function totalsOf(runs: readonly SuiteRun[]): TestTotals {
  const cases = runs.flatMap((run) => run.cases);
  const count = (...statuses: readonly string[]): number =>
    cases.filter((each) => statuses.includes(each.status)).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped', 'todo') };
}

function vanished(suite: TestSuite): SuiteRun {
  return {
    suite_id: suite.id,
    framework: suite.framework,
    command: suite.command,
    outcome: 'crashed',
    exit_code: null,
    signal: null,
    duration_ms: 0,
    cases: [],
    output_tail: `The repository no longer has this suite (${suite.source} in ${suite.cwd}).`,
  };
}

function sentenceOf(suite: TestSuite, run: SuiteRun): string {
  const count = (status: string): number => run.cases.filter((each) => each.status === status).length;
  const seconds = (run.duration_ms / 1000).toFixed(1);
  return `${suite.source} (${suite.framework}) ${run.outcome}: ${count('passed')} passed, ${count('failed')} failed, ${seconds} s`;
}
