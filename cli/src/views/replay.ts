import type { Spec } from '@iama/contracts/job/spec';
import type { SpecDifference } from '@iama/contracts/job/spec-revision';
import type { ReplayEnd, ReplayStep } from '@iama/engine/replay/replay-step';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { showEvidence } from './evidence.ts';
import { showPlans } from './plans.ts';
import { count } from './preflight.ts';
import { showReplayAttempt } from './replay-attempt.ts';
import { showFailure } from './show-failure.ts';
import { showSpec } from './spec.ts';
import { specDifferenceLines } from './spec-difference.ts';
import { STATE_WORDS } from './state-words.ts';
import { showTestRun } from './test-run.ts';

const SHOWN = 5;
const MISSING = 'This bundle does not hold it: it was made before jobs could be replayed, or it was gone by then.';

/** The line of a step: its number, its time, what happened. */
export function showReplayStep(terminal: Terminal, step: ReplayStep): void {
  const { paint } = terminal;
  const head = `${String(step.number).padStart(3)}  ${step.at.slice(0, 19).replace('T', ' ')}`;
  terminal.line(`${paint.dim(head)}  ${paint.bold(titleOf(step))}`);
}

export function titleOf(step: ReplayStep): string {
  switch (step.kind) {
    case 'begun':
      return 'The job was made';
    case 'plans':
      return `Three plans${step.chosen ? `, ${step.chosen} was chosen` : ''}`;
    case 'specification':
      return step.spec === null
        ? 'Specification'
        : `Specification, revision ${step.spec.revision} (${byWhom(step.spec)})`;
    case 'baseline':
      return step.run === null ? 'Baseline' : `Baseline: ${figures(step.run.totals)}`;
    case 'attempt':
      return `Attempt ${step.attempt} (${step.tier}): ${step.verdict}`;
    case 'decision':
      return `Decision: ${step.command.replaceAll('_', ' ')}`;
    case 'review':
      return `Review: ${count(step.review?.rejected_hunk_ids.length ?? 0, 'hunk')} rejected`;
    case 'delivered':
      return `Delivered${step.evidence ? `: ${step.evidence.verdict}` : ''}`;
    case 'applied':
      return `Applied (${step.record.scope}) to ${count(step.record.files.length, 'file')}`;
    case 'reverted':
      return `Taken back from ${count(step.record.files.length, 'file')}`;
    case 'ended':
      return `${step.state}${step.failure ? `: ${step.failure.code}` : ''}`;
  }
}

/** What is to be said of a step beyond its line. `whole`: nothing is shortened. */
export function showReplayDetail(terminal: Terminal, step: ReplayStep, whole: boolean): void {
  const dim = (text: string): void => terminal.line(terminal.paint.dim(bullet(' ', text, terminal.width, '     ')));
  switch (step.kind) {
    case 'plans':
      if (step.proposals === null) return dim(MISSING);
      if (whole) return showPlans(terminal, step.proposals);
      for (const plan of step.proposals.proposals)
        dim(
          `${plan.level === step.chosen ? '*' : ' '} ${plan.level}: ${plan.title}, ${plan.risk} risk, ${count(plan.files.length, 'file')}`,
        );
      return;
    case 'specification':
      return step.spec === null ? dim(MISSING) : showRevision(terminal, step.spec, step.difference, whole);
    case 'baseline':
      return step.run === null ? dim(MISSING) : whole ? showTestRun(terminal, 'Baseline', step.run) : undefined;
    case 'attempt':
      return showReplayAttempt(terminal, step, whole);
    case 'decision':
      return dim(`then ${step.to}: ${STATE_WORDS[step.to]}`);
    case 'review':
      for (const { path, line, body } of step.review?.comments ?? []) dim(`${path}:${line}  ${cleanLine(body)}`);
      return;
    case 'delivered':
      return whole && step.evidence ? showEvidence(terminal, step.evidence) : undefined;
    case 'applied':
    case 'reverted':
      for (const { path } of whole ? step.record.files : []) dim(cleanLine(path));
      return;
    case 'ended':
      return showEnd(terminal, step);
    case 'begun':
  }
}

/** Why it went no further, what failed last, and what could be done about it. */
function showEnd(terminal: Terminal, { state, failure, failed_tests, actions }: ReplayEnd): void {
  const { width } = terminal;
  if (failure) showFailure(terminal, failure);
  else terminal.line(bullet(' ', STATE_WORDS[state], width, '     '));
  for (const id of failed_tests.slice(0, SHOWN)) terminal.line(bullet('x', cleanLine(id), width, '     '));
  const more = failed_tests.length - SHOWN;
  if (more > 0) terminal.line(bullet(' ', `and ${more} more`, width, '     '));
  const words = actions.map((each) => each.replaceAll('_', ' ')).join(', ');
  if (words !== '') terminal.line(bullet('>', `May be done: ${words}`, width, '     '));
}

function showRevision(terminal: Terminal, spec: Spec, difference: SpecDifference | null, whole: boolean): void {
  if (difference === null || whole) showSpec(terminal, spec);
  const lines = difference === null ? [] : specDifferenceLines(difference);
  for (const line of lines) terminal.line(bullet('~', line, terminal.width, '     '));
  if (difference !== null && lines.length === 0) terminal.line(terminal.paint.dim('     It says what it said before.'));
}

function byWhom({ author_id }: Spec): string {
  return author_id === null ? 'after the plan' : 'by the person';
}

export function figures({ passed, failed, skipped }: { passed: number; failed: number; skipped: number }): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
