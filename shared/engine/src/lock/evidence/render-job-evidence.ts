import type { Evidence, LockCard } from '@iama/contracts/job/evidence';
import type { BlackBoxFacts } from '@iama/contracts/test-run/black-box';
import { boxLists } from './box-lists.ts';
import { modelTestLines } from './model-test-lines.ts';
import { failedLines, row, section } from './page-parts.ts';

/** What the page says of the job besides its evidence. */
export interface JobWords {
  readonly job_id: string;
  /** `src/cart.js`, `src/cart.js#total`. */
  readonly target: string;
}

const VERDICTS: Readonly<Record<Evidence['verdict'], string>> = {
  verified: 'Verified. Every test that passed before passes after, and none went missing.',
  unverified: 'Not verified. No test ran, so nothing proves that this change keeps behaviour.',
  regressed: 'Regressed. Something that passed before does not pass after.',
};
const STRENGTHS: Readonly<Record<LockCard['strength'], string>> = {
  strong: 'Strong enough.',
  weak: 'Too weak to rely on.',
  unmeasured: 'Not measured: too few faults could be tried.',
};

/** A job's evidence as a page for people, in Markdown. Pure. */
export function renderJobEvidence(evidence: Evidence, { job_id, target }: JobWords): string {
  const { recipe_id, level, verdict, baseline, verification, test_changes, quarantined, lock } = evidence;
  const tools = Object.entries(evidence.tool_versions).map(([name, version]) => `${name} ${version}`);
  return [
    `# ${recipe_id} on ${target}`,
    '',
    `**${VERDICTS[verdict]}**`,
    '',
    `Job ${job_id}, plan ${level}, specification ${evidence.spec_revision}, ${evidence.created_at}, ${tools.join(', ') || 'no tools'}. Patch SHA-256 ${evidence.patch_sha256}.`,
    '',
    ...agreementLines(evidence),
    '| Tests | passed | failed | skipped |',
    '| --- | ---: | ---: | ---: |',
    row('Before', baseline),
    row('After', verification),
    ...(lock ? rowsOf(lock) : []),
    '',
    ...(lock?.black_box
      ? boxLines(lock, lock.black_box)
      : lock
        ? lockLines(lock)
        : ['## Behaviour', '', 'Nothing was pinned before the edit.', '']),
    ...section(
      'Tests that changed',
      test_changes.map(({ test_id, before, after }) => `${test_id}: ${before} → ${after}`),
    ),
    ...section('Left out of the comparison', quarantined),
    ...evidence.attempts.flatMap((attempt) =>
      section(`Attempt ${attempt.number}: ${attempt.verdict}`, [
        `+${attempt.lines_added} −${attempt.lines_removed} lines, patch SHA-256 ${attempt.patch_sha256}`,
        ...(attempt.breaches ?? []).map(({ name, place, detail }) => `${name} in ${place}: ${detail}`),
        ...failedLines(attempt),
        ...attempt.excluded.map(({ finding_id, reason }) => `left out ${finding_id}: ${reason}`),
      ]),
    ),
  ].join('\n');
}

/** Which revision was agreed to, by whom, and whether it was shown before. */
function agreementLines({ spec, spec_revision }: Evidence): readonly string[] {
  if (!spec) return [];
  const how = spec.implicit ? ', by fast track, with the choice of the plan' : '';
  const which = `Specification ${spec_revision} (revision token ${spec.revision_token})`;
  return [`${which} was agreed to by ${spec.approved_by} at ${spec.approved_at}${how}.`, ''];
}

function lockLines(lock: LockCard): readonly string[] {
  const { faults, pinned, not_pinned, none_because, flaky, survivors, seal } = lock;
  const accepted = lock.accepted_weak ? ' The person was told, and approved the specification once more.' : '';
  const asked = `${(lock.threshold * 100).toFixed(0)} % are asked for`;
  return [
    '## Behaviour',
    '',
    `**${STRENGTHS[lock.strength]}** ${faults.noticed} of ${faults.tried} faults were noticed (${faults.possible} are possible${faults.out_of_time ? '; the time was up' : ''}); ${asked}.${accepted}`,
    '',
    `The tests of the repository ran ${lock.runs} times before the edit. Pinning took ${(lock.duration_ms / 1000).toFixed(1)} s beyond the first of them; up to ${lock.budget_ms / 1000} s had been announced for tests and faults.`,
    '',
    ...(none_because === null ? [] : [`No test was written: ${none_because}`, '']),
    ...section(
      'Pinned',
      pinned.map(
        ({ path, test_path, tests, calls_tried, test_sha256, dropped }) =>
          `${path}: ${tests} tests of ${calls_tried} calls, ${test_path} (SHA-256 ${test_sha256})${dropped.map(({ reason, count }) => `; ${count} left out: ${reason}`).join('')}`,
      ),
    ),
    ...modelTestLines(lock.model_tests),
    ...section(
      'Not pinned',
      not_pinned.map(({ path, reason }) => `${path}: ${reason}`),
    ),
    ...section(
      'Set aside because they differed from run to run',
      flaky.map(({ test_id, statuses }) => `${test_id}: ${statuses.join(', ')}`),
    ),
    ...section(
      'Faults that no test noticed',
      survivors.map(({ path, line, kind, words }) => `${path}:${line}, ${kind}: \`${words.replaceAll('`', "'")}\``),
    ),
    ...sealLines(seal),
  ];
}

function sealLines({ files, suites, sha256 }: LockCard['seal']): readonly string[] {
  return ['## Seal', '', `${files} files and ${suites} suites were sealed before the edit (SHA-256 ${sha256}).`, ''];
}

function rowsOf({ black_box, before, after }: LockCard): readonly string[] {
  const name = black_box ? 'Probes' : 'Written';
  return [row(`${name}, before`, before), row(`${name}, after`, after)];
}

/** Programs were asked at their border: what that covers, and what not. */
function boxLines(lock: LockCard, box: BlackBoxFacts) {
  const accepted = lock.accepted_black_box
    ? 'The person read both lists and approved the specification with them.'
    : '';
  return [
    '## Behaviour',
    '',
    `**Black box.** Programs of ${box.folder} were asked at their border, ${box.rounds} times before the edit and once after it. ${accepted}`,
    '',
    ...boxLists(box),
    ...modelTestLines(lock.model_tests),
    ...sealLines(lock.seal),
  ];
}
