import { isOfProbes } from '@iama/contracts/test-run/black-box';
import type { LockMode } from '@iama/contracts/test-run/lock';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { totalsOf } from './totals-of.ts';

export interface RunToCheck {
  /** What the task asked for. */
  readonly asked: {
    readonly phase: TestRun['phase'];
    readonly suites: readonly { readonly id: string }[];
    readonly lock?: { readonly mode?: LockMode | undefined } | undefined;
  };
  readonly run: TestRun;
}

/**
 * What can be said against a run as an answer to its task: a sentence, or null. A suite that was asked for and is missing
 * is not said here: the judgement counts it as broken, which a person can act on.
 */
export function checkRun({ asked, run }: RunToCheck): string | null {
  if (run.phase !== asked.phase) return `The run is a ${run.phase} run; a ${asked.phase} run was asked for.`;
  const wanted = new Set(asked.suites.map(({ id }) => id));
  const suites = new Set<string>();
  const cases = new Set<string>();
  for (const { suite_id, outcome, cases: own } of run.suites) {
    if (!wanted.has(suite_id)) return `The suite ${suite_id} was not asked for.`;
    if (suites.has(suite_id)) return `The suite ${suite_id} is in the run twice.`;
    suites.add(suite_id);
    for (const { id } of own) {
      if (!id.startsWith(`${suite_id}::`)) return `The test ${id} does not belong to the suite ${suite_id}.`;
      if (cases.has(id)) return `The test ${id} is in the run twice.`;
      cases.add(id);
    }
    if (outcome === 'passed' && !isPassing(own)) return `The suite ${suite_id} cannot have passed with these results.`;
  }
  const { passed, failed, skipped } = totalsOf(run);
  const box = contradictionOfBox(asked.lock?.mode, run);
  if (box !== null) return box;
  const said = run.totals;
  if (said.passed === passed && said.failed === failed && said.skipped === skipped) return null;
  return 'The totals of the run are not those of its tests.';
}

/** `passed` needs at least one executed case, and none that failed. */
function isPassing(cases: TestRun['suites'][number]['cases']): boolean {
  return cases.some(({ status }) => status === 'passed') && cases.every(({ status }) => status !== 'failed');
}

/** Answers of programs are a net, so they have to be there as well as told. */
function contradictionOfBox(mode: LockMode | undefined, { lock, characterization = [] }: TestRun): string | null {
  if (!lock?.black_box) return null;
  if (mode !== 'black_box') return 'Programs were asked at their border, and nobody wanted that.';
  const probes = characterization.filter(({ suite_id }) => isOfProbes(suite_id));
  const held = probes.flatMap(({ cases }) => cases.filter(({ status }) => status === 'passed')).length;
  return held < lock.black_box.covered.length ? 'The run lists more answers of programs than it has.' : null;
}
