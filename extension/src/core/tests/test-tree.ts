import type { Job } from '@iama/contracts/job/job';
import type { TestCase, TestRun } from '@iama/contracts/test-run/test-run';
import { targetWords } from '../jobs/describe-job.ts';
import { doingWords } from '../jobs/doing-words.ts';
import type { Translate } from '../translate.ts';

/** What the Test Explorer shows of a job: the job, its test files, their tests. Ids are unique among all jobs. */
export interface TestNode {
  readonly id: string;
  /** All there is to say: a description beside it would be read aloud in its place. */
  readonly label: string;
  /** Relative to the repository; null for what has no file. */
  readonly path: string | null;
  readonly children: readonly TestNode[];
}

/** One result of a run, by the id of its node. */
export interface TestResult {
  readonly id: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'errored';
  readonly duration_ms: number | null;
  readonly message: string | null;
  /** `path:line` in the repository. */
  readonly frame: string | null;
}

/** A node for each test of any of the runs, oldest first. */
export function testTree(job: Job, runs: readonly TestRun[], t: Translate): TestNode {
  const left_out = quarantined(runs);
  const groups = new Map<string, { label: string; path: string | null; tests: Map<string, TestNode> }>();
  for (const suite of runs.flatMap((run) => run.suites)) {
    for (const each of suite.cases) {
      const id = groupId(job.id, suite.suite_id, each.file);
      const group = groups.get(id) ?? {
        label: each.file ?? suite.suite_id,
        path: each.file,
        tests: new Map<string, TestNode>(),
      };
      groups.set(id, group);
      group.tests.set(each.id, {
        id: caseId(job.id, each.id),
        label: caseLabel(each, runs, left_out, t),
        path: each.file,
        children: [],
      });
    }
    if (!isBroken(suite)) continue;
    const id = groupId(job.id, suite.suite_id, null);
    if (!groups.has(id)) groups.set(id, { label: suite.suite_id, path: null, tests: new Map() });
  }
  return {
    id: job.id,
    label: `${doingWords(job)} · ${targetWords(job.target)} · ${job.created_at.replace('T', ' ').slice(0, 16)}`,
    path: null,
    children: [...groups].map(([id, { label, path, tests }]) => ({
      id,
      label,
      path,
      children: [...tests.values()],
    })),
  };
}

/** What a run says of each node. A suite that ended without results is an error of its own. */
export function testResults(job_id: string, run: TestRun): TestResult[] {
  return run.suites.flatMap((suite) => [
    ...suite.cases.map((each) => ({
      id: caseId(job_id, each.id),
      status: each.status === 'todo' ? ('skipped' as const) : each.status,
      duration_ms: each.duration_ms,
      message: each.failure ? each.failure.detail || each.failure.message : null,
      frame: each.failure?.frame ?? null,
    })),
    ...(isBroken(suite)
      ? [
          {
            id: groupId(job_id, suite.suite_id, null),
            status: 'errored' as const,
            duration_ms: suite.duration_ms,
            message: `${suite.outcome}\n${suite.output_tail}`,
            frame: null,
          },
        ]
      : []),
  ]);
}

/**
 * A job goes on after its baseline only when each test that fails there was left out by name: so those that failed in the
 * last baseline before a run with the change are left out.
 */
function quarantined(runs: readonly TestRun[]): ReadonlySet<string> {
  const last = runs.findLastIndex((run) => run.phase === 'baseline');
  const went_on = runs.slice(last + 1).length > 0;
  const failed = (runs[last]?.suites ?? []).flatMap((suite) => suite.cases).filter((each) => each.status === 'failed');
  return new Set(went_on ? failed.map((each) => each.id) : []);
}

function caseLabel(
  { id, name }: TestCase,
  runs: readonly TestRun[],
  left_out: ReadonlySet<string>,
  t: Translate,
): string {
  const words = caseWords(id, runs, left_out, t);
  return words === '' ? name : `${name} (${words})`;
}

function caseWords(id: string, runs: readonly TestRun[], left_out: ReadonlySet<string>, t: Translate): string {
  if (left_out.has(id)) return t('left out of the comparison');
  const before = statusIn(
    runs.findLast((run) => run.phase === 'baseline'),
    id,
  );
  const after = statusIn(
    runs.findLast((run) => run.phase !== 'baseline'),
    id,
  );
  if (before === null || after === null || before === after) return '';
  return t('{0} before, {1} after', statusWords(before, t), statusWords(after, t));
}

function statusIn(run: TestRun | undefined, id: string): TestCase['status'] | 'absent' | null {
  if (!run) return null;
  return run.suites.flatMap((suite) => suite.cases).find((each) => each.id === id)?.status ?? 'absent';
}

function statusWords(status: TestCase['status'] | 'absent', t: Translate): string {
  switch (status) {
    case 'passed':
      return t('passed');
    case 'failed':
      return t('failed');
    case 'skipped':
    case 'todo':
      return t('skipped');
    case 'absent':
      return t('not there');
  }
}

function isBroken({ outcome }: TestRun['suites'][number]): boolean {
  return outcome !== 'passed' && outcome !== 'failed';
}

function groupId(job_id: string, suite_id: string, file: string | null): string {
  return `${job_id}/${suite_id}::${file ?? ''}`;
}

function caseId(job_id: string, id: string): string {
  return `${job_id}/case/${id}`;
}
