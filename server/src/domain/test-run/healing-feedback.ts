import type { HealingFeedback } from '@iama/contracts/task/payload';
import type { Breach } from '@iama/contracts/test-run/breach';
import type { SuiteRun, TestCase, TestRun } from '@iama/contracts/test-run/test-run';

/** Bounds of what travels in a task and stays in the job's memory: about 70 KB at worst. */
const MAX_FAILURES = 40;
const MAX_MESSAGE = 300;
const MAX_DETAIL = 1200;
const MAX_SUITES = 3;
const MAX_OUTPUT = 4000;

/**
 * The failures a further attempt narrows itself by. When there are too many, different causes (error class and place)
 * come before more of the same.
 */
export function healingFeedback(
  run: Pick<TestRun, 'suites'>,
  failed_tests: readonly string[],
  timed_out: readonly string[] = [],
): Omit<HealingFeedback, 'previous_patch_artifact_id'> {
  const failed = new Set(failed_tests);
  const cases = new Map(run.suites.flatMap((suite) => suite.cases.map((test) => [test.id, test] as const)));
  const suites = new Map(run.suites.map((suite) => [suite.suite_id, suite]));
  const ids = failed_tests.filter((id) => !suites.has(id));
  return {
    failures: differentFirst(ids, (id) => causeOf(cases.get(id)))
      .slice(0, MAX_FAILURES)
      .map((id) => ({
        ...failureOf(id, cases.get(id)),
        failure_class: timed_out.includes(id) ? 'TIMEOUT_EXECUTION' : 'LOGIC_FAILURE',
      })),
    suite_output: run.suites
      .filter((suite) => failed.has(suite.suite_id) || lostCases(suite, ids))
      .slice(0, MAX_SUITES)
      .map(outputOf),
  };
}

/** Whoever makes the next attempt is told what the one before did to the tests, first of all. */
export function withBreaches(
  feedback: Omit<HealingFeedback, 'previous_patch_artifact_id'>,
  breaches: readonly Breach[],
): Omit<HealingFeedback, 'previous_patch_artifact_id'> {
  const told = breaches.slice(0, MAX_FAILURES).map(({ name, place, detail }) => ({
    test_id: place,
    message: `${name}: ${detail}`.slice(0, MAX_MESSAGE),
    frame: null,
    detail: `The change does this in ${place}. Tests, their results and their configuration stay as they are.`,
  }));
  return { ...feedback, failures: [...told, ...feedback.failures].slice(0, MAX_FAILURES) };
}

function failureOf(test_id: string, test: TestCase | undefined): HealingFeedback['failures'][number] {
  if (test === undefined) return { test_id, message: 'This test did not run.', frame: null, detail: '' };
  if (test.failure === null) return { test_id, message: `This test is now ${test.status}.`, frame: null, detail: '' };
  const { message, frame, detail } = test.failure;
  return { test_id, message: message.slice(0, MAX_MESSAGE), frame, detail: detail.slice(0, MAX_DETAIL) };
}

/** Cases are missing from a suite that did run: what it printed may say why. */
function lostCases({ suite_id, cases }: SuiteRun, failed_ids: readonly string[]): boolean {
  const present = new Set(cases.map(({ id }) => id));
  return failed_ids.some((id) => id.startsWith(`${suite_id}::`) && !present.has(id));
}

function outputOf({ suite_id, outcome, output_tail }: SuiteRun): string {
  return `${suite_id} (${outcome})\n${output_tail.slice(-MAX_OUTPUT)}`;
}

function causeOf(test: TestCase | undefined): string {
  return test === undefined ? 'absent' : `${test.failure?.error_class ?? test.status} ${test.failure?.frame ?? ''}`;
}

/** One of each cause first, then the rest; the order is kept within both. */
function differentFirst(ids: readonly string[], cause: (id: string) => string): string[] {
  const seen = new Set<string>();
  const first: string[] = [];
  const rest: string[] = [];
  for (const id of ids) {
    const key = cause(id);
    (seen.has(key) ? rest : first).push(id);
    seen.add(key);
  }
  return [...first, ...rest];
}
