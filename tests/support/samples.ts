import type { Patch } from '@iama/contracts/patch/patch';
import type { PlanAnalysis, PlanLevel } from '@iama/contracts/recipe';
import type { TaskResult } from '@iama/contracts/task/payload';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { TestCase, TestPhase, TestRun } from '@iama/contracts/test-run/test-run';
import type { Preflight, PreflightReason } from '@iama/contracts/workspace/preflight';

export const SUITE: TestSuite = {
  id: 'root/mocha',
  framework: 'mocha',
  cwd: '.',
  source: 'npm test',
  command: ['mocha'],
  test_files: 1,
};

export function preflight(reasons: readonly PreflightReason[] = []): Preflight {
  const worst = (['blocked', 'caution'] as const).find((severity) => reasons.some((r) => r.severity === severity));
  return {
    verdict: worst ?? 'safe',
    reasons: [...reasons],
    workspace_name: 'sample',
    vcs: { kind: 'git', head: 'a'.repeat(40), branch: 'main', dirty_files: 0 },
    files: { total: 3, supported: 2 },
    test_suites: [SUITE],
  };
}

export const CREATE_JOB = {
  kind: 'refactor',
  recipe_id: 'unused-code',
  target: { kind: 'folder', path: 'src' },
  execution_mode: 'LOCAL_NATIVE',
  preflight: preflight(),
  acknowledged: [],
  allow_unverified: false,
  test_timeout_ms: 60_000,
} as const;

/** An analysis with something to do at each of these levels, and nothing at the others. */
export function analysis(levels: readonly PlanLevel[]): Extract<TaskResult, { kind: 'collect_context' }> {
  return {
    kind: 'collect_context',
    head_commit: null,
    files: { total: 3, read: 3 },
    skipped: [],
    plans: (['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'] as const).map((level) => plan(level, levels.includes(level))),
    test_suites: [SUITE],
  };
}

function plan(level: PlanLevel, does_something: boolean): PlanAnalysis {
  const found = does_something ? 1 : 0;
  return {
    level,
    title: `${level} plan`,
    summary: 'Removes a function nobody calls.',
    will: ['Remove `unused`.'],
    will_not: ['Touch exports.'],
    risk: 'low',
    risk_reason: 'The function is private.',
    findings: does_something ? [FINDING] : [],
    finding_count: found,
    kept: [],
    files: does_something ? [{ path: 'src/a.js', change: 'modify', new_path: null }] : [],
    symbols: found,
    callers: 0,
    tests_reaching: 1,
    lines_added: 0,
    lines_removed: found * 3,
  };
}

export const FINDING = {
  id: 'src/a.js#unused',
  kind: 'unused_function',
  path: 'src/a.js',
  symbol: 'unused',
  line: 1,
  message: 'Nobody calls `unused`.',
  group: null,
} as const;

export const HASH = 'a'.repeat(64);

const UNUSED = ['function unused() {', '  return 1;', '}'];

/** A patch of the named files; of none, when the recipe found nothing that it may change. */
export function patch(paths: readonly string[] = ['src/a.js']): Patch {
  return {
    schema_version: 1,
    files: paths.map((path) => ({
      path,
      change: 'modify',
      new_path: null,
      base_sha256: HASH,
      result_sha256: HASH,
      edits: [{ start: 0, end: UNUSED.join('\n').length + 1, replacement: '', finding_id: FINDING.id }],
      hunks: [
        {
          id: `h-${path}`,
          edits: [0],
          old_start: 1,
          old_lines: UNUSED.length,
          new_start: 0,
          new_lines: 0,
          lines: UNUSED.map((line) => `-${line}`),
          finding_ids: [FINDING.id],
          depends_on: [],
          because: null,
        },
      ],
    })),
    lines_added: 0,
    lines_removed: paths.length * UNUSED.length,
  };
}

/** A run of the one suite with these tests, by name. */
export function testRun(phase: TestPhase, tests: Readonly<Record<string, 'passed' | 'failed'>>): TestRun {
  const cases = Object.entries(tests).map(([name, status]) => testCase(name, status));
  const failed = cases.filter(({ status }) => status === 'failed').length;
  return {
    phase,
    suites: [
      {
        suite_id: SUITE.id,
        framework: 'mocha',
        command: ['mocha'],
        outcome: failed > 0 ? 'failed' : 'passed',
        exit_code: failed > 0 ? 1 : 0,
        signal: null,
        duration_ms: 12,
        cases,
        output_tail: '',
      },
    ],
    totals: { passed: cases.length - failed, failed, skipped: 0 },
    duration_ms: 12,
    tool_versions: { node: '24.21.0' },
  };
}

export function testId(name: string): string {
  return `${SUITE.id}::test/a.test.js::${name}`;
}

function testCase(name: string, status: 'passed' | 'failed'): TestCase {
  return {
    id: testId(name),
    name,
    file: 'test/a.test.js',
    status,
    duration_ms: 1,
    failure:
      status === 'passed'
        ? null
        : { message: `${name} broke`, error_class: 'AssertionError', frame: 'src/a.js:3', detail: 'expected 1' },
  };
}
