import { isOfModelTests } from '@iama/contracts/test-run/written-tests';
import type { FlakyTest } from '@iama/contracts/test-run/lock';
import type { SuiteRun, TestRun } from '@iama/contracts/test-run/test-run';
import type { RefactorEventOf } from '../refactor/events.ts';
import { builtinTests } from './builtin-tests.ts';
import { leftOut } from './left-out.ts';

/** What the statechart hears, but for the id of the run's artifact. */
export type BaselineJudgement =
  | Omit<RefactorEventOf<'baseline_passed'>, 'artifact_id'>
  | Omit<RefactorEventOf<'baseline_failed'>, 'artifact_id'>;

export interface BaselineFacts {
  readonly run: Pick<TestRun, 'suites' | 'characterization'>;
  /** The suites that were to run. */
  readonly asked: readonly { readonly id: string }[];
  /** Ids of cases or suites. */
  readonly quarantined: readonly string[];
  /** Tests that differed between the runs: they are left out too. */
  readonly flaky?: readonly Pick<FlakyTest, 'test_id'>[];
  /** Of the run, suites that were killed and tests that took too long, by id. */
  readonly timed_out?: readonly string[];
  /** Answers of programs that a change is held to as well. */
  readonly answers?: number;
  readonly allow_unverified: boolean;
}

/**
 * Is this run a net to work above? Every suite that was asked for must have run and ended by itself, every case that is
 * not left out must pass, and at least one case must have passed, one of the built-in tests, or a program answered. A suite without any test is no net, but does no harm
 * beside others.
 * `failed_tests` holds ids of cases, and ids of suites that broke as a whole or did not run: both can be left out by that id.
 */
export function judgeBaseline(facts: BaselineFacts): BaselineJudgement {
  const { run, asked, quarantined, flaky = [], answers = 0, allow_unverified } = facts;
  const set_aside = flaky.map(({ test_id }) => test_id);
  const isLeftOut = leftOut([...quarantined, ...set_aside]);
  // What a model wrote has to pass like anything else; the built-in tests passed before they were kept.
  const by_model = (run.characterization ?? []).filter(({ suite_id }) => isOfModelTests(suite_id));
  const suites = [...run.suites, ...by_model].filter(({ suite_id }) => !isLeftOut(suite_id));
  const ran = new Set(suites.map(({ suite_id }) => suite_id));
  const missing = asked.map(({ id }) => id).filter((id) => !ran.has(id) && !isLeftOut(id));
  const broken = suites.flatMap((suite) => [...brokenSuite(suite), ...failedCases(suite, isLeftOut)]);
  const failed_tests = [...missing, ...broken].toSorted();
  if (failed_tests.length > 0) {
    const timed_out = (facts.timed_out ?? []).filter((id) => failed_tests.includes(id));
    const is_killed = suites.some(({ outcome }) => outcome === 'timeout');
    const is_slow = is_killed || failed_tests.every((id) => timed_out.includes(id));
    const code = is_slow ? 'BASELINE_TIMEOUT' : 'BASELINE_TESTS_FAILED';
    return { type: 'baseline_failed', code, failed_tests, ...(timed_out.length > 0 && { timed_out }) };
  }
  const has_builtin_tests = hasPassed(builtinTests(run), isLeftOut);
  if (hasPassed(suites, isLeftOut) || has_builtin_tests || answers > 0 || allow_unverified)
    return {
      type: 'baseline_passed',
      ...(set_aside.length > 0 && { flaky: set_aside }),
      ...(has_builtin_tests && { has_builtin_tests }),
    };
  if (set_aside.length > 0)
    return { type: 'baseline_failed', code: 'BASELINE_TESTS_FAILED', failed_tests: set_aside.toSorted() };
  const empty = suites.map(({ suite_id }) => suite_id).toSorted();
  return { type: 'baseline_failed', code: 'NO_TESTS_FOUND', failed_tests: empty };
}

function hasPassed(suites: readonly SuiteRun[], isLeftOut: ReturnType<typeof leftOut>): boolean {
  return suites.some(({ suite_id, cases }) =>
    cases.some(({ id, status }) => status === 'passed' && !isLeftOut(suite_id, id)),
  );
}

function failedCases({ suite_id, cases }: SuiteRun, isLeftOut: ReturnType<typeof leftOut>): string[] {
  return cases.filter(({ id, status }) => status === 'failed' && !isLeftOut(suite_id, id)).map(({ id }) => id);
}

/** A suite that gave no trustworthy list of results; its failed cases alone do not tell the story. */
function brokenSuite({ suite_id, outcome, cases }: SuiteRun): string[] {
  if (outcome === 'timeout' || outcome === 'crashed') return [suite_id];
  return outcome === 'failed' && cases.every(({ status }) => status !== 'failed') ? [suite_id] : [];
}
