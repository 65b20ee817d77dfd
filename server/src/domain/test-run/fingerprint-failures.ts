import type { SuiteRun, TestCase, TestRun } from '@iama/contracts/test-run/test-run';
import { normaliseNoise } from './normalise-noise.ts';

/**
 * The same for two attempts that fail the same way: the failed tests with each one's error class and top frame in the
 * workspace, without lines, times, ids, temporary paths and ports. `sha256` gives lower-case hexadecimal of UTF-8 text.
 */
export function fingerprintFailures(
  run: Pick<TestRun, 'suites'>,
  failed_tests: readonly string[],
  sha256: (text: string) => string,
): string {
  const cases = new Map(run.suites.flatMap((suite) => suite.cases.map((test) => [test.id, test] as const)));
  const suites = new Map(run.suites.map((suite) => [suite.suite_id, suite]));
  const marks = failed_tests.map((id) => [id, ...markOf(cases.get(id), suites.get(id))]);
  const normal = marks.map((mark) => mark.map(normaliseNoise).join('\u0000'));
  return sha256([...new Set(normal)].toSorted().join('\n'));
}

function markOf(test: TestCase | undefined, suite: SuiteRun | undefined): readonly string[] {
  if (test !== undefined) return [test.status, test.failure?.error_class ?? '', test.failure?.frame ?? ''];
  if (suite !== undefined) return [suite.outcome, suite.signal ?? '', firstError(suite.output_tail)];
  return ['absent'];
}

/** What a broken suite said first; the rest of its output differs too much from run to run. */
function firstError(output: string): string {
  return output.split('\n').find((line) => /\b\w*(?:Error|Exception|panic)\b/.test(line)) ?? '';
}
