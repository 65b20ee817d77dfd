import type { Job } from '@iama/contracts/job/job';
import { isTrouble, targetWords } from '../jobs/describe-job.ts';
import { doingWords } from '../jobs/doing-words.ts';
import { elapsedWords } from '../jobs/elapsed-words.ts';
import { stateWords } from '../jobs/state-words.ts';
import type { Attempt } from '../jobs/timeline/timeline.ts';
import { attemptWords } from '../jobs/timeline/attempt-words.ts';
import type { Translate } from '../translate.ts';
import type { BrokenSuite, FailingTest } from './failing-tests.ts';
import { fallbackActions } from './fallback-actions.ts';
import { excerpt, firstLines, lastLines } from './excerpt.ts';

export interface Fallback {
  readonly job: Job;
  /** Of the newest run, before or after the change. */
  readonly tests: readonly FailingTest[];
  readonly suites: readonly BrokenSuite[];
  readonly attempts: readonly Attempt[];
}

/** More than this nobody reads; the test run in the Test Explorer has them all. */
const MOST_TESTS = 20;
const LINES = 12;

/** What went wrong, what it looked like, and what can be done, as Markdown. The buttons stand above it. */
export function fallbackText({ job, tests, suites, attempts }: Fallback, t: Translate): string {
  return [
    `# ${doingWords(job)} · ${targetWords(job.target)}: ${stateWords(job.state, t)}`,
    '',
    ...failureLines(job, tests, t),
    t('Nothing in your files was changed.'),
    ...section(
      t('What you can do now'),
      fallbackActions(job, t).map(({ title, effect }) => `- ${title.replace(/…$/, '')}: ${effect}`),
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
    ...section(t('Attempts'), attemptLines(attempts, t)),
    ...section(t('In a terminal'), job.failure ? [job.failure.next] : []),
    '',
  ].join('\n');
}

function failureLines(job: Job, tests: readonly FailingTest[], t: Translate): string[] {
  if (!isTrouble(job)) return [t('The job has gone on since.'), ''];
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

function attemptLines(attempts: readonly Attempt[], t: Translate): string[] {
  if (attempts.length === 0) return [];
  const head = [t('Attempt'), t('Verdict'), t('Failed'), t('Left out'), t('Failure pattern'), t('Took')];
  return [
    `| ${head.join(' | ')} |`,
    '| ---: | --- | ---: | ---: | --- | ---: |',
    ...attempts.map((attempt) => {
      const { number, failed_tests, excluded, fingerprint, began_at, ended_at } = attempt;
      const took = ended_at === null ? '' : elapsedWords(Date.parse(ended_at) - Date.parse(began_at), t);
      const print = fingerprint === null ? '' : `\`${fingerprint.slice(0, 12)}\``;
      const cells = [number, attemptWords(attempt, t), failed_tests.length, excluded.length, print, took];
      return `| ${cells.join(' | ')} |`;
    }),
    ...attempts.flatMap(({ number, excluded }) =>
      excluded.map(
        ({ finding_id, reason }) => `- ${t('Attempt {0}', number)}: ${t('left out {0}: {1}', finding_id, reason)}`,
      ),
    ),
  ];
}

const OUTCOMES: Readonly<Record<BrokenSuite['outcome'], (t: Translate) => string>> = {
  timeout: (t) => t('killed when its time was over'),
  crashed: (t) => t('crashed'),
  no_tests: (t) => t('ran no test'),
};

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}
