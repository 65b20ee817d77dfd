import type { Fallback as Repair } from '@iama/contracts/job/fallback';
import type { Job } from '@iama/contracts/job/job';
import { isTrouble, targetWords } from '../jobs/describe-job.ts';
import { doingWords, wholeGoal } from '../jobs/doing-words.ts';
import { stateWords } from '../jobs/state-words.ts';
import type { Attempt } from '../jobs/timeline/timeline.ts';
import type { Translate } from '../translate.ts';
import type { BrokenSuite, FailingTest } from './failing-tests.ts';
import { attemptTable } from './attempt-table.ts';
import { fallbackActions } from './fallback-actions.ts';
import { excerpt, firstLines, lastLines } from './excerpt.ts';
import { isWaitingRepair, waitingLines } from './repair-words.ts';

export interface Fallback {
  readonly job: Job;
  /** Of the newest run, before or after the change. */
  readonly tests: readonly FailingTest[];
  readonly suites: readonly BrokenSuite[];
  readonly attempts: readonly Attempt[];
  /** What the control plane says of what was tried and of ways on; null where nothing has failed, or an older one is asked. */
  readonly repair: Repair | null;
}

/** More than this nobody reads; the test run in the Test Explorer has them all. */
const MOST_TESTS = 20;
const LINES = 12;

/** What went wrong, what it looked like, and what can be done, as Markdown. The buttons stand above it. */
export function fallbackText({ job, tests, suites, attempts, repair }: Fallback, t: Translate): string {
  return [
    `# ${doingWords(job)} · ${targetWords(job.target)}: ${stateWords(job.state, t)}`,
    '',
    ...wholeGoal(job.goal),
    ...failureLines(job, tests, repair, t),
    t('Nothing in your files was changed.'),
    ...section(
      t('What you can do now'),
      fallbackActions(job, t, repair?.offers).map(({ title, effect }) => `- ${title.replace(/…$/, '')}: ${effect}`),
    ),
    ...section(t('Failing tests'), testLines(tests, t)),
    ...section(
      t('Test suites that ended without a result'),
      suites.flatMap((suite) => [
        `### ${suite.suite_id}: ${OUTCOMES[suite.outcome](t)}`,
        '',
        ...excerpt(lastLines(suite.output_tail, LINES)),
      ]),
    ),
    ...section(t('Attempts'), attemptTable(attempts, repair?.attempts ?? [], t)),
    ...section(t('In a terminal'), job.failure ? [job.failure.next] : []),
    '',
  ].join('\n');
}

function failureLines(job: Job, tests: readonly FailingTest[], repair: Repair | null, t: Translate): string[] {
  if (!isTrouble(job)) return [t('The job has gone on since.'), ''];
  if (isWaitingRepair(job)) return waitingLines(job, repair?.attempts ?? [], t);
  if (!job.failure) return [t('The job waits for your decision.'), ''];
  const { title, code, detail } = job.failure;
  // The control plane names tests by their ids.
  const readable = tests.reduce((text, { id, name }) => text.replaceAll(id, name), detail);
  return [`**${title}** (${code})`, '', readable, ''];
}

function testLines(tests: readonly FailingTest[], t: Translate): string[] {
  const lines = tests
    .slice(0, MOST_TESTS)
    .flatMap(({ name, file, failure }) => [
      `### ${name}`,
      '',
      [file === null ? null : `\`${file}\``, failure?.error_class, failure?.frame ? `\`${failure.frame}\`` : null]
        .filter(Boolean)
        .join(' · '),
      '',
      ...(failure
        ? excerpt(firstLines(failure.detail === '' ? failure.message : failure.detail, LINES))
        : [t('It passed before and did not run any more.'), '']),
    ]);
  const more = tests.length - MOST_TESTS;
  return more > 0 ? [...lines, t('And {0} more, in the Test Explorer.', more)] : lines;
}

const OUTCOMES: Readonly<Record<BrokenSuite['outcome'], (t: Translate) => string>> = {
  timeout: (t) => t('killed when its time was over'),
  crashed: (t) => t('crashed'),
  no_tests: (t) => t('ran no test'),
};

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}
