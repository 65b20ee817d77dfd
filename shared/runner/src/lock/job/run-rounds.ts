import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import { findFlaky } from '@iama/engine/lock/find-flaky';
import type { Steadiness } from '@iama/engine/lock/find-flaky';

export interface Rounds extends Steadiness {
  /** How many were run. */
  readonly count: number;
  /** What the baseline is: the last round, or the one that a suite did not get through. */
  readonly runs: readonly SuiteRun[];
  /** A suite was killed or crashed in it: nothing is known of its tests. */
  readonly is_broken: boolean;
}

/** Run the suites of the unchanged code several times. A round in which a suite breaks down is the last one. */
export async function runRounds(
  wanted: number,
  runAll: () => Promise<readonly SuiteRun[]>,
  progress: (line: string) => void,
): Promise<Rounds> {
  const rounds: (readonly SuiteRun[])[] = [];
  let is_broken = false;
  while (rounds.length < wanted && !is_broken) {
    if (wanted > 1) progress(`Existing tests, run ${rounds.length + 1} of ${wanted}`);
    const runs = await runAll();
    rounds.push(runs);
    is_broken = runs.some(({ outcome }) => outcome === 'timeout' || outcome === 'crashed');
  }
  // What a suite that broke down did not come to is not flaky.
  const counted = is_broken && rounds.length > 1 ? rounds.slice(0, -1) : rounds;
  return { ...findFlaky(counted), count: rounds.length, runs: rounds.at(-1) ?? [], is_broken };
}
