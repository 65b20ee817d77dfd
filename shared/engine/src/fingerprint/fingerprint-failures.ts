import type { SuiteRun, TestCase, TestFailure, TestRun } from '@iama/contracts/test-run/test-run';
import { encodeUtf8, hashText } from '../patch/text-hash.ts';
import { normaliseNoise } from './normalise-noise.ts';
import { placeOf } from './place-of.ts';
import { wordsOf } from './words-of.ts';

/**
 * The same for two attempts that fail the same way, and another for any other failure: the failed tests, each with its
 * error class, its top place in the workspace and what it says, without times, durations, ids, ports, temporary paths,
 * addresses, seeds and order. `failed_tests`: ids of cases, and of suites that broke as a whole. SHA-256, lower-case
 * hexadecimal.
 */
export function fingerprintFailures(run: Pick<TestRun, 'suites'>, failed_tests: readonly string[]): string {
  return hashText('', failureMarks(run, failed_tests).join('\n'), encodeUtf8);
}

/** What the fingerprint is made of, one sorted text for each different failure; for people who ask why two are not one. */
export function failureMarks(run: Pick<TestRun, 'suites'>, failed_tests: readonly string[]): readonly string[] {
  const cases = new Map(run.suites.flatMap((suite) => suite.cases.map((test) => [test.id, test] as const)));
  const suites = new Map(run.suites.map((suite) => [suite.suite_id, suite]));
  const marks = failed_tests.map((id) => {
    const told = markOf(cases.get(id), suites.get(id));
    return [id, ...told].map((part) => normaliseNoise(part).replaceAll('\n', '\u0001')).join('\u0000');
  });
  return [...new Set(marks)].toSorted();
}

function markOf(test: TestCase | undefined, suite: SuiteRun | undefined): readonly string[] {
  if (test !== undefined) return [test.status, ...failureMark(test.failure, test.file)];
  if (suite !== undefined) return [suite.outcome, suite.signal ?? '', firstError(suite.output_tail)];
  return ['absent'];
}

function failureMark(failure: TestFailure | null, file: string | null): readonly string[] {
  if (failure === null) return [];
  return [failure.error_class ?? '', placeOf(failure, file), wordsOf(failure)];
}

/** What a broken suite said first; the rest of its output differs too much from run to run. */
function firstError(output: string): string {
  return output.split('\n').find((line) => /\b\w*(?:Error|Exception|panic)\b/.test(line)) ?? '';
}
