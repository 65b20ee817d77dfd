import type { SuiteRun, TestCase, TestFailure, TestRun } from '@iama/contracts/test-run/test-run';

export const SUITE_ID = 'root-mocha';

export function testCase(name: string, status: TestCase['status'], failure: Partial<TestFailure> = {}): TestCase {
  const told = { message: 'it broke', error_class: 'AssertionError', frame: 'src/a.js:3', detail: '', ...failure };
  return {
    id: `${SUITE_ID}::test/a.test.js::${name}`,
    name,
    file: 'test/a.test.js',
    status,
    duration_ms: 1,
    failure: status === 'failed' ? told : null,
  };
}

export function idOf(name: string): string {
  return testCase(name, 'passed').id;
}

export function suiteRun(cases: readonly TestCase[], over: Partial<SuiteRun> = {}): SuiteRun {
  const failed = cases.some(({ status }) => status === 'failed');
  return {
    suite_id: SUITE_ID,
    framework: 'mocha',
    command: ['mocha'],
    outcome: cases.length === 0 ? 'no_tests' : failed ? 'failed' : 'passed',
    exit_code: failed ? 1 : 0,
    signal: null,
    duration_ms: 10,
    cases: [...cases],
    output_tail: '',
    ...over,
  };
}

export function testRun(suites: readonly SuiteRun[], phase: TestRun['phase'] = 'baseline'): TestRun {
  const statuses = suites.flatMap(({ cases }) => cases.map(({ status }) => status));
  const count = (...wanted: string[]) => statuses.filter((status) => wanted.includes(status)).length;
  return {
    phase,
    suites: [...suites],
    totals: { passed: count('passed'), failed: count('failed'), skipped: count('skipped', 'todo') },
    duration_ms: 10,
    tool_versions: { node: 'v24.21.0' },
  };
}

/** A run of one suite with these cases: `{ adds: 'passed' }`. */
export function runOf(cases: Readonly<Record<string, TestCase['status']>>, over: Partial<SuiteRun> = {}): TestRun {
  return testRun([
    suiteRun(
      Object.entries(cases).map(([name, status]) => testCase(name, status)),
      over,
    ),
  ]);
}
