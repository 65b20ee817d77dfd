import type { Evidence, LockCard } from '@iama/contracts/job/evidence';
import type { Job } from '@iama/contracts/job/job';
import type { BlackBoxFacts } from '@iama/contracts/test-run/black-box';
import { clausesHeld } from '@iama/contracts/test-run/written-tests';
import type { TestTotals } from '@iama/contracts/test-run/test-run';
import type { z } from 'zod';
import { coveredLines, uncoveredLines } from './black-box-words.ts';
import { modelLines } from './evidence-models.ts';
import { targetWords } from './jobs/describe-job.ts';
import { doingWords, wholeGoal } from './jobs/doing-words.ts';
import { verdictWords } from './jobs/timeline/attempt-words.ts';
import type { Translate } from './translate.ts';

/** What stands behind a delivered diff, or why there is none, as Markdown. */
export function evidenceText(job: Job, evidence: Evidence | null, t: Translate): string {
  const title = `# ${doingWords(job)} · ${targetWords(job.target)}`;
  if (!evidence) return [title, '', ...failureLines(job, t), ''].join('\n');
  return [
    title,
    '',
    ...wholeGoal(job.goal),
    VERDICTS[evidence.verdict](t),
    ...(evidence.spec?.implicit
      ? ['', t('Specification {0} was agreed to by fast track.', evidence.spec_revision)]
      : []),
    '',
    `| ${t('Tests')} | ${t('passed')} | ${t('failed')} | ${t('skipped')} |`,
    '| --- | ---: | ---: | ---: |',
    totalsRow(t('Before'), evidence.baseline, t),
    totalsRow(t('After'), evidence.verification, t),
    ...lockLines(evidence.lock, t),
    ...(evidence.reviews ?? []).flatMap(({ attempt, rejected_hunks, comments }) =>
      list(t('Your review of attempt {0}', attempt), [
        t('Changes rejected: {0}', rejected_hunks),
        ...comments.map(({ path, line, body }) => `${path}:${line}: ${body.replaceAll(/\s+/g, ' ')}`),
      ]),
    ),
    ...list(
      t('Tests that changed'),
      evidence.test_changes.map((each) => `${each.test_id}: ${each.before} → ${each.after}`),
    ),
    ...list(t('Left out of the comparison'), evidence.quarantined),
    ...evidence.attempts.flatMap((attempt) =>
      list(t('Attempt {0}: {1}', attempt.number, verdictWords(attempt.verdict, t)), [
        ...(attempt.problems ?? []),
        ...(attempt.breaches ?? []).map(({ name, place, detail }) => `**${name}** ${place}: ${detail}`),
        ...attempt.failed_tests.map((id) =>
          attempt.timed_out?.includes(id) ? t('took too long (TIMEOUT_EXECUTION): {0}', id) : t('failed: {0}', id),
        ),
        ...attempt.excluded.map((each) => t('left out {0}: {1}', each.finding_id, each.reason)),
      ]),
    ),
    ...modelLines(evidence.models, t),
    ...list(
      t('Made with'),
      Object.entries(evidence.tool_versions).map(([tool, version]) => `${tool} ${version}`),
    ),
    '',
  ].join('\n');
}

/** What pinned behaviour before the edit, and how well. */
function lockLines(lock: Evidence['lock'], t: Translate): string[] {
  if (!lock) return [];
  if (lock.black_box) return boxLines(lock, lock.black_box, t);
  const { faults, pinned, none_because, before, after, seal } = lock;
  const tests = pinned.reduce((sum, file) => sum + file.tests, 0);
  return [
    ...list(t('How behaviour was pinned'), [
      STRENGTHS[lock.strength](t),
      t('Faults noticed in a copy: {0} of {1} that were tried', faults.noticed, faults.tried),
      ...(lock.accepted_weak ? [t('You approved the specification knowing this.')] : []),
      none_because === null
        ? t('Tests written: {0}. Passed before: {1}, after: {2}', tests, before.passed, after.passed)
        : t('No test was written: {0}', none_because),
      ...modelTestLines(lock.model_tests, t),
      t('Runs of your tests before the edit: {0}', lock.runs),
      t('Sealed test files: {0}, suites: {1}', seal.files, seal.suites),
      t('Took {0} s', (lock.duration_ms / 1000).toFixed(1)),
    ]),
    ...list(
      t('Set aside because they differed from run to run'),
      lock.flaky.map(({ test_id, statuses }) => `${test_id}: ${statuses.join(', ')}`),
    ),
    ...list(
      t('Not pinned'),
      lock.not_pinned.map(({ path, reason }) => `${path}: ${reason}`),
    ),
    ...list(
      t('Faults that no test noticed'),
      lock.survivors.map(({ path, line, words }) => `${path}:${line}: \`${words.replaceAll('`', "'")}\``),
    ),
  ];
}

/** What tests of a model's said, and how much of the specification they hold. */
function modelTestLines(written: LockCard['model_tests'], t: Translate): string[] {
  if (!written) return [];
  const { before, after, clauses, clauses_total, refused, none_because } = written;
  return [
    none_because === null
      ? t(
          'Tests that a model wrote hold {0} of {1} clauses. Passed before: {2}, after: {3}',
          clausesHeld(clauses),
          clauses_total,
          before.passed,
          after.passed,
        )
      : t('No test of a model’s ran: {0}', none_because),
    ...refused.map(({ path, reasons }) => t('Not run: {0} ({1})', path, reasons.join(' '))),
  ];
}

/** Programs were asked at their border: what that covers, and what not. */
function boxLines(lock: LockCard, box: BlackBoxFacts, t: Translate): string[] {
  const { before, after, seal } = lock;
  return [
    ...list(t('How behaviour was pinned'), [
      t('**Black box.** Programs of {0} were asked at their border.', box.folder),
      ...(lock.accepted_black_box ? [t('You read what is covered and what is not, and approved it.')] : []),
      ...(box.none_because === null ? [] : [box.none_because]),
      t('Probes answered alike before: {0}, after: {1}', before.passed, after.passed),
      ...modelTestLines(lock.model_tests, t),
      t('Runs of your tests before the edit: {0}', lock.runs),
      t('Sealed test files: {0}, suites: {1}', seal.files, seal.suites),
      t('Took {0} s', (lock.duration_ms / 1000).toFixed(1)),
    ]),
    ...list(t('Covered'), coveredLines(box)),
    ...list(t('Not covered'), uncoveredLines(box)),
  ];
}

const STRENGTHS: Readonly<Record<LockCard['strength'], (t: Translate) => string>> = {
  strong: (t) => t('**Strong enough.** The tests notice what an edit could break.'),
  weak: (t) => t('**Weak.** The tests notice too few faults.'),
  unmeasured: (t) => t('**Not measured.** Too few faults could be tried to say anything.'),
};

const VERDICTS: Readonly<Record<Evidence['verdict'], (t: Translate) => string>> = {
  verified: (t) => t('**Verified.** Every test that passed before passes after, and none went missing.'),
  unverified: (t) => t('**Not verified.** No test ran; nothing proves that this change keeps behaviour.'),
  regressed: (t) => t('**Regressed.** Something that passed before does not pass after.'),
};

function failureLines(job: Job, t: Translate): string[] {
  if (!job.failure) return [t('This job left no evidence.')];
  const { title, detail, next, code } = job.failure;
  return [`**${title}** (${code})`, '', detail, '', t('What to do next: {0}', next)];
}

function totalsRow(name: string, totals: z.infer<typeof TestTotals> | null, t: Translate): string {
  if (!totals) return `| ${name} | ${t('not run')} | | |`;
  return `| ${name} | ${totals.passed} | ${totals.failed} | ${totals.skipped} |`;
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines.map((line) => `- ${line}`)];
}
