import type { TestRun } from '@iama/contracts/test-run/test-run';
import type { ReplayAttempt, ReplayEnd, ReplayStep } from '@iama/engine/replay/replay-step';
import { printSpec } from '@iama/engine/spec/print-spec';
import { progressWords } from '../jobs/timeline/attempt-words.ts';
import { stateWords } from '../jobs/state-words.ts';
import type { Translate } from '../translate.ts';
import { commandWords } from './command-words.ts';
import { figures, stepRow } from './step-words.ts';

const MOST_TESTS = 50;

/** One step in full, as Markdown. Texts of tests and models are material, and stand in it as text. */
export function stepText(step: ReplayStep, t: Translate): string {
  const { label, description } = stepRow(step, t);
  const at = step.at.slice(0, 19).replace('T', ' ');
  const title = [label, description].filter(Boolean).join(' · ');
  return [`# ${step.number}. ${title}`, '', `${at} UTC`, '', ...linesOf(step, t), ''].join('\n');
}

function linesOf(step: ReplayStep, t: Translate): readonly string[] {
  switch (step.kind) {
    case 'plans':
      return (step.proposals?.proposals ?? []).flatMap(({ level, title, summary, risk, files }) => [
        `## ${level}: ${title}`,
        '',
        summary,
        '',
        `- ${t('Risk')}: ${risk}`,
        ...files.map(({ path }) => `- ${path}`),
        '',
      ]);
    case 'specification':
      return step.spec === null ? [t('It is not kept any more.')] : [printSpec(step.spec)];
    case 'baseline':
      return step.run === null ? [t('It is not kept any more.')] : runLines(step.run, t);
    case 'attempt':
      return attemptLines(step, t);
    case 'decision':
      return [t('Then: {0}', stateWords(step.to, t))];
    case 'review':
      return (step.review?.comments ?? []).map(({ path, line, body }) => `- ${path}:${line}: ${oneLine(body)}`);
    case 'delivered':
      return step.evidence ? [`- SHA-256 ${step.evidence.patch_sha256}`] : [];
    case 'applied':
    case 'reverted':
      return step.record.files.map(({ path }) => `- ${path}`);
    case 'ended':
      return endLines(step, t);
    case 'begun':
      return [];
  }
}

function attemptLines(attempt: ReplayAttempt, t: Translate): readonly string[] {
  const { draft, run, fingerprint, progress, receipts, patch } = attempt;
  const compared = progressWords(progress, t);
  return [
    ...(draft?.note ? [`> ${oneLine(draft.note)}`, ''] : []),
    ...(patch ? [`+${patch.lines_added} −${patch.lines_removed}`, ''] : []),
    ...section(t('What was against it'), [
      ...attempt.problems.map(oneLine),
      ...attempt.breaches.map(({ name, place, detail }) => `**${name}** ${place}: ${oneLine(detail)}`),
      ...failuresOf(attempt, t),
      ...attempt.excluded.map(({ finding_id, reason }) => t('left out {0}: {1}', finding_id, oneLine(reason))),
      ...(fingerprint === null ? [] : [[`\`${fingerprint}\``, compared].filter(Boolean).join(' · ')]),
    ]),
    ...(run ? runLines(run, t) : []),
    ...section(
      t('Models'),
      receipts.map(({ body }) => `${body.model_class} ${body.alias}: ${body.served_model ?? body.routed_model}`),
    ),
  ];
}

/** In the order of the run, with what the framework said. */
function failuresOf({ failed_tests, run }: ReplayAttempt, t: Translate): readonly string[] {
  const suites = [...(run?.suites ?? []), ...(run?.characterization ?? [])];
  const said = new Map(suites.flatMap(({ cases }) => cases).map(({ id, failure }) => [id, failure?.message ?? '']));
  const order = [...said.keys()];
  const failed = failed_tests.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const lines = failed
    .slice(0, MOST_TESTS)
    .map((id) => t('failed: {0}', [id, said.get(id)].filter(Boolean).join(': ')));
  const more = failed.length - lines.length;
  return more > 0 ? [...lines, t('And {0} more.', more)] : lines;
}

function runLines({ totals, tool_versions }: TestRun, t: Translate): readonly string[] {
  const tools = Object.entries(tool_versions).map(([tool, version]) => `${tool} ${version}`);
  return section(t('Tests'), [figures(totals, t), ...tools]);
}

function endLines({ state, failure, failed_tests, actions }: ReplayEnd, t: Translate): readonly string[] {
  return [
    ...(failure
      ? [`**${failure.title}** (${failure.code})`, '', failure.detail, '', t('What to do next: {0}', failure.next), '']
      : [stateWords(state, t), '']),
    ...section(t('Failing tests'), failed_tests.slice(0, MOST_TESTS)),
    ...section(
      t('What you can do now'),
      actions.map((each) => commandWords(each, t)),
    ),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines.map((line) => `- ${line}`), ''];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
