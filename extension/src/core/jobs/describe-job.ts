import type { Job } from '@iama/contracts/job/job';
import type { Target } from '@iama/contracts/workspace/target';
import type { Translate } from '../translate.ts';
import { countdownOf, countdownWords } from './countdown.ts';
import { doingWords } from './doing-words.ts';
import { elapsedWords } from './elapsed-words.ts';
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

/**
 * `credits` is what models cost so far, where that is known; with a recipe there is no model, and the row says so while it runs.
 * `asked`: how often a model of the editor was asked for it, in words.
 */
export function describeJob(job: Job, now_ms: number, t: Translate, credits?: number, asked?: string): JobRow {
  const attention = attentionOf(job);
  const what = `${doingWords(job)} · ${targetWords(job.target)}`;
  const countdown = countdownOf(job, now_ms);
  const state = countdown === null ? (deliveryWords(job, t) ?? stateWords(job.state, t)) : countdownWords(countdown, t);
  const end_ms = job.ended_at === null ? now_ms : Date.parse(job.ended_at);
  const elapsed = elapsedWords(end_ms - Date.parse(job.created_at), t);
  const cost = job.ended_at === null ? (asked ?? costWords(job, credits, t)) : null;
  const lines = [
    job.goal ?? what,
    state,
    ...(job.failure ? [`${job.failure.title} ${job.failure.next}`] : []),
    ...(job.attempt > 0 ? [t('Attempt {0}', job.attempt)] : []),
    costWords(job, credits, t),
    asked,
    t('Started {0}', new Date(job.created_at).toISOString().replace('T', ' ').slice(0, 16)),
    job.id,
  ];
  return {
    id: job.id,
    label: job.goal === null ? what : doingWords(job, LABEL),
    description: [state, elapsed, cost, job.goal === null ? null : targetWords(job.target)].filter(Boolean).join(' · '),
    attention,
    icon: ICONS[iconOf(job, attention)],
    context: ['job', attention, ...contextsOf(job)].join('.'),
    tooltip: lines.filter(Boolean).join('\n\n'),
    spoken: [what, state, elapsed, cost].filter(Boolean).join(', '),
  };
}

/** Characters of a goal in a list: beside it must be room for what the job asks. */
const LABEL = 24;

export function attentionOf(job: Job): Attention {
  if (job.state === 'DELIVERED') return job.delivery_status === 'staged' ? 'review' : 'ended';
  if (job.state === 'FAILED' || job.state === 'FALLBACK_REQUIRED') return 'ended';
  const asks = ASKING.has(job.state) ? ANSWERS : DECISIONS;
  return asks.some((command) => job.accepted_events.includes(command)) ? 'needs_you' : 'running';
}

export function isApplied(job: Job): boolean {
  return job.delivery_status === 'applied' || job.delivery_status === 'partially_applied';
}

export function targetWords(target: Target): string {
  if (target.kind === 'symbol') return `${target.path}#${target.symbol}`;
  return target.path;
}

const DECISIONS = ['start', 'select_proposal', 'approve_spec', 'quarantine_tests', 'deep_fix', 'escalate'] as const;

/** States that wait for a person, who may answer also with what is accepted elsewhere. */
const ASKING: ReadonlySet<Job['state']> = new Set([
  'BASELINE_VALIDATION_FAILED',
  'WAITING_INTERVENTION',
  'WAITING_ESCALATION_DECISION',
]);
const ANSWERS = [...DECISIONS, 'retry', 'revise_spec', 'stop_repair'] as const;

function contextsOf(job: Job): string[] {
  return [
    ...(isApplied(job) ? ['applied'] : []),
    ...(job.accepted_events.includes('cancel') ? ['cancellable'] : []),
    ...(job.presence.status === 'grace' && job.accepted_events.includes('force_terminate') ? ['terminable'] : []),
    ...(isTrouble(job) ? ['trouble'] : []),
  ];
}

/** There is something to read about what went wrong. */
export function isTrouble({ state, failure }: Job): boolean {
  return ASKING.has(state) || state === 'FALLBACK_REQUIRED' || (state === 'FAILED' && failure !== null);
}

function iconOf(job: Job, attention: Attention): keyof typeof ICONS {
  if (job.presence.status === 'grace') return 'away';
  if (job.delivery_status === 'reverted') return 'reverted';
  return isApplied(job) ? 'applied' : attention;
}

/** The plan has the quote and the cap; a list has no room for them. Of a goal nothing is said before a call was paid. */
function costWords({ goal }: Job, credits: number | undefined, t: Translate): string | null {
  if (credits !== undefined && credits > 0) return t('{0} credits', credits);
  return goal === null ? t('no model, no cost') : null;
}

const ICONS = {
  away: 'debug-disconnect',
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
