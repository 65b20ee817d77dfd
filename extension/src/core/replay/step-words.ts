import type { ReplayStep } from '@iama/engine/replay/replay-step';
import { stateWords } from '../jobs/state-words.ts';
import { verdictWords } from '../jobs/timeline/attempt-words.ts';
import type { Translate } from '../translate.ts';
import { commandWords } from './command-words.ts';

/** A step as a row. */
export interface StepRow {
  readonly label: string;
  readonly description: string;
  /** A codicon. */
  readonly icon: string;
}

export function stepRow(step: ReplayStep, t: Translate): StepRow {
  const row = (icon: string, label: string, description = ''): StepRow => ({ icon, label, description });
  switch (step.kind) {
    case 'begun':
      return row('circle-outline', t('The job was made'));
    case 'plans':
      return row('list-selection', t('Three plans'), step.chosen === null ? '' : t('{0} was chosen', step.chosen));
    case 'specification':
      if (step.spec === null) return row('book', t('Specification'), t('not kept'));
      return row('book', t('Specification, revision {0}', step.spec.revision), byWhom(step.spec, t));
    case 'baseline':
      return row(
        'beaker',
        t('Tests before any change'),
        step.run === null ? t('not kept') : figures(step.run.totals, t),
      );
    case 'attempt':
      return row(
        step.verdict === 'verified' ? 'pass' : 'error',
        t('Attempt {0}', step.attempt),
        `${step.tier} · ${verdictWords(step.verdict, t)}`,
      );
    case 'decision':
      return row('comment', t('Decision: {0}', commandWords(step.command, t)));
    case 'review':
      return row(
        'git-pull-request',
        t('Review'),
        t('Changes rejected: {0}', step.review?.rejected_hunk_ids.length ?? 0),
      );
    case 'delivered':
      return row('verified', t('Delivered'), step.evidence ? verdictWords(step.evidence.verdict, t) : '');
    case 'applied':
      return row('check', t('Applied'), t('{0} files', step.record.files.length));
    case 'reverted':
      return row('discard', t('Taken back'), t('{0} files', step.record.files.length));
    case 'ended':
      return row('warning', stateWords(step.state, t), step.failure?.code ?? '');
  }
}

function byWhom(
  { author_id, implicit }: { author_id: string | null; implicit?: true | undefined },
  t: Translate,
): string {
  if (implicit) return t('by fast track');
  return author_id === null ? t('after the plan') : t('changed by hand');
}

export function figures(
  { passed, failed, skipped }: { passed: number; failed: number; skipped: number },
  t: Translate,
): string {
  return t('{0} passed, {1} failed, {2} skipped', passed, failed, skipped);
}
