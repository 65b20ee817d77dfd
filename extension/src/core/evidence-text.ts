import type { Evidence } from '@iama/contracts/job/evidence';
import type { Job } from '@iama/contracts/job/job';
import type { TestTotals } from '@iama/contracts/test-run/test-run';
import type { z } from 'zod';
import { targetWords } from './jobs/describe-job.ts';
import type { Translate } from './translate.ts';

/** What stands behind a delivered diff, or why there is none, as Markdown. */
export function evidenceText(job: Job, evidence: Evidence | null, t: Translate): string {
  const title = `# ${job.recipe_id} · ${targetWords(job.target)}`;
  if (!evidence) return [title, '', ...failureLines(job, t), ''].join('\n');
  return [
    title,
    '',
    VERDICTS[evidence.verdict](t),
    '',
    `| ${t('Tests')} | ${t('passed')} | ${t('failed')} | ${t('skipped')} |`,
    '| --- | ---: | ---: | ---: |',
    totalsRow(t('Before'), evidence.baseline, t),
    totalsRow(t('After'), evidence.verification, t),
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
      list(t('Attempt {0}: {1}', attempt.number, attempt.verdict), [
        ...attempt.failed_tests.map((id) => t('failed: {0}', id)),
        ...attempt.excluded.map((each) => t('left out {0}: {1}', each.finding_id, each.reason)),
      ]),
    ),
    ...list(
      t('Made with'),
      Object.entries(evidence.tool_versions).map(([tool, version]) => `${tool} ${version}`),
    ),
    '',
  ].join('\n');
}

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
