import type { UndeliveredEvidence } from '@iama/contracts/job/undelivered-evidence';
import { boxLists } from './box-lists.ts';
import { failedLines, row, section } from './page-parts.ts';
import type { JobWords } from './render-job-evidence.ts';

/** The same page for a job that has delivered nothing: why, what was tried, and what is not known. Pure. */
export function renderUndelivered(evidence: UndeliveredEvidence, { job_id, target }: JobWords): string {
  const { recipe_id, goal, level, spec_revision, state, failure, verdict, lock } = evidence;
  const agreed = [
    ...(level === null ? [] : [`plan ${level}`]),
    ...(spec_revision === null ? [] : [`specification ${spec_revision}`]),
  ];
  return [
    `# ${goal ?? recipe_id} on ${target}`,
    '',
    `**Not delivered: ${failure ? `${failure.code}. ${failure.title}.` : state}**`,
    '',
    ...(failure ? [failure.detail, '', `Next: ${failure.next}`, ''] : []),
    `Job ${[job_id, ...agreed].join(', ')}, ${evidence.created_at}. Verdict: ${verdict}.`,
    '',
    ...section(
      'Missing',
      evidence.missing.map(({ part, because }) => `${part.replaceAll('_', ' ')}: ${because}`),
    ),
    '| Tests | passed | failed | skipped |',
    '| --- | ---: | ---: | ---: |',
    row('Before', evidence.baseline),
    row('After the newest attempt', evidence.verification),
    '',
    ...lockLines(lock),
    ...evidence.attempts.flatMap((attempt) =>
      section(`Attempt ${attempt.number} (${attempt.tier}): ${attempt.verdict}`, [
        `+${attempt.lines_added} −${attempt.lines_removed} lines, SHA-256 ${attempt.patch_sha256}`,
        ...(attempt.problems ?? []),
        ...(attempt.breaches ?? []).map(({ name, place, detail }) => `${name} in ${place}: ${detail}`),
        ...failedLines(attempt),
        ...(attempt.fingerprint === null ? [] : [`fingerprint ${attempt.fingerprint}`]),
      ]),
    ),
    ...section(
      'What failed last',
      evidence.failures.map(({ test_id, message, frame }) => `${test_id}: ${message}${frame ? ` (${frame})` : ''}`),
    ),
    ...section(
      'What could still be done',
      evidence.actions.map((action) => action.replaceAll('_', ' ')),
    ),
  ].join('\n');
}

function lockLines(lock: UndeliveredEvidence['lock']): readonly string[] {
  if (!lock) return [];
  const { faults, black_box } = lock;
  if (!black_box) return [`${faults.noticed} of ${faults.tried} faults were noticed before the edit.`, ''];
  const { folder, rounds } = black_box;
  const asked = `**Black box.** Programs of ${folder} were asked at their border, ${rounds} times before the edit.`;
  return ['## Behaviour', '', asked, '', ...boxLists(black_box)];
}
