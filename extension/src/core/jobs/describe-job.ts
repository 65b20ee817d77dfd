import type { Job } from '@iama/contracts/job/job';
import type { Target } from '@iama/contracts/workspace/target';
import type { Translate } from '../translate.ts';
import { stateWords } from './state-words.ts';

/** What a job asks of the person, or what goes on. `running` needs nobody, `ended` neither. */
export type Attention = 'needs_you' | 'running' | 'review' | 'ended';

/** One row of the Jobs view. */
export interface JobRow {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly attention: Attention;
  /** Name of a codicon. */
  readonly icon: string;
  /** What menus look at: `attention` and whether files of the person hold the change. */
  readonly context: string;
  readonly tooltip: string;
  /** Read aloud instead of label and description. */
  readonly spoken: string;
}

export function describeJob(job: Job, now_ms: number, t: Translate): JobRow {
  const attention = attentionOf(job);
  const what = `${job.recipe_id} · ${targetWords(job.target)}`;
  const state = deliveryWords(job, t) ?? stateWords(job.state, t);
  const elapsed = elapsedWords(job, now_ms, t);
  const lines = [
    what,
    state,
    ...(job.failure ? [`${job.failure.title} ${job.failure.next}`] : []),
    ...(job.attempt > 0 ? [t('Attempt {0}', job.attempt)] : []),
    t('Started {0}', new Date(job.created_at).toISOString().replace('T', ' ').slice(0, 16)),
    job.id,
  ];
  return {
    id: job.id,
    label: what,
    description: elapsed === '' ? state : `${state} · ${elapsed}`,
    attention,
    icon: ICONS[job.delivery_status === 'reverted' ? 'reverted' : isApplied(job) ? 'applied' : attention],
    context: `job.${attention}${isApplied(job) ? '.applied' : ''}${job.accepted_events.includes('cancel') ? '.cancellable' : ''}`,
    tooltip: lines.join('\n\n'),
    spoken: [what, state, elapsed].filter(Boolean).join(', '),
  };
}

export function attentionOf(job: Job): Attention {
  if (job.state === 'DELIVERED') return job.delivery_status === 'staged' ? 'review' : 'ended';
  if (job.state === 'FAILED' || job.state === 'FALLBACK_REQUIRED') return 'ended';
  return DECISIONS.some((command) => job.accepted_events.includes(command)) ? 'needs_you' : 'running';
}

export function isApplied(job: Job): boolean {
  return job.delivery_status === 'applied' || job.delivery_status === 'partially_applied';
}

export function targetWords(target: Target): string {
  if (target.kind === 'symbol') return `${target.path}#${target.symbol}`;
  return target.path;
}

const DECISIONS = ['select_proposal', 'approve_spec', 'quarantine_tests', 'deep_fix', 'escalate'] as const;

const ICONS = {
  needs_you: 'bell-dot',
  running: 'sync~spin',
  review: 'git-pull-request',
  ended: 'circle-slash',
  applied: 'pass-filled',
  reverted: 'discard',
} as const;

function deliveryWords(job: Job, t: Translate): string | null {
  switch (job.delivery_status) {
    case 'applied':
      return t('Applied');
    case 'partially_applied':
      return t('Applied in part');
    case 'reverted':
      return t('Taken back');
    default:
      return job.failure?.code === 'NOTHING_TO_CHANGE' ? t('Nothing to change') : null;
  }
}

function elapsedWords(job: Job, now_ms: number, t: Translate): string {
  const end = job.ended_at === null ? now_ms : Date.parse(job.ended_at);
  const seconds = Math.max(0, Math.round((end - Date.parse(job.created_at)) / 1000));
  if (seconds < 60) return t('{0} s', seconds);
  if (seconds < 3600) return t('{0} min', Math.round(seconds / 60));
  if (seconds < 86_400) return t('{0} h', Math.round(seconds / 3600));
  return t('{0} d', Math.round(seconds / 86_400));
}
