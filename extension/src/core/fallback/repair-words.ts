import type { AttemptDetail, Fallback as Repair, RepairOffer } from '@iama/contracts/job/fallback';
import type { Job } from '@iama/contracts/job/job';
import { dollarsOf, shareWords } from '../plans/price-words.ts';
import type { Translate } from '../translate.ts';

/** A repair that stands still until somebody answers, or until its time is over. */
export function isWaitingRepair({ state }: Pick<Job, 'state'>): boolean {
  return state === 'WAITING_INTERVENTION' || state === 'WAITING_ESCALATION_DECISION';
}

/** Why a repair stands still, and until when. */
export function waitingLines(job: Job, attempts: readonly AttemptDetail[], t: Translate): string[] {
  const alike = trailingAlike(attempts);
  const why = [
    job.accepted_events.includes('continue_repair')
      ? t('With the change, tests take too long (TIMEOUT_EXECUTION). Nothing else fails.')
      : alike > 1
        ? t('The last {0} attempts failed in the same way.', alike)
        : attempts.length > 0
          ? t('Attempts that did not hold: {0}', attempts.length)
          : null,
    job.state === 'WAITING_ESCALATION_DECISION' ? t('The next step asks a stronger model, which costs more.') : null,
  ].filter((line) => line !== null);
  const until = job.deadline_at?.replace('T', ' ').slice(0, 16);
  return [
    `**${t('The job waits for your decision.')}** ${why.join(' ')}`.trim(),
    '',
    ...(until === undefined
      ? []
      : [t('Without an answer it ends at {0} UTC. What was made is kept, and it can be tried again.', until), '']),
  ];
}

/** How many attempts at the end have the same failure pattern. */
function trailingAlike(attempts: readonly AttemptDetail[]): number {
  const last = attempts.at(-1)?.fingerprint ?? null;
  if (last === null) return 0;
  const other = attempts.findLastIndex(({ fingerprint }) => fingerprint !== last);
  return attempts.length - 1 - other;
}

/** What a way on costs at most, as a share where there is something to share. */
export function costWords({ credits_max, share_of_left }: RepairOffer, t: Translate): string {
  if (credits_max === 0) return t('Free: the model that is asked has no price');
  if (share_of_left === null)
    return t('At most about {0} US dollars; your plan has no limit this month', dollarsOf(credits_max));
  const share = shareWords(share_of_left, t);
  return share_of_left > 1 ? share : t('{0}, at the most', share);
}

export interface OfferQuestion {
  readonly question: string;
  readonly detail: string;
  /** The same in figures, for whoever asks for them; null where they are not known. */
  readonly figures: string | null;
}

/** What is asked before a step that costs more. `offer` is undefined where the control plane could not say its price. */
export function offerQuestion(
  command: 'escalate' | 'deep_fix',
  offer: RepairOffer | undefined,
  t: Translate,
): OfferQuestion {
  const question =
    command === 'escalate'
      ? t('Go on with a stronger model?')
      : t('Start the repair afresh, with the strongest model of your plan?');
  const price = offer ? costWords(offer, t) : t('What it may cost is not known');
  return {
    question,
    detail: [`${price}.`, t('Nothing in your files changes before you apply it.')].join('\n\n'),
    figures:
      offer === undefined
        ? null
        : t(
            'At most {0} credits ({1} US dollars), for a model of class {2}.',
            offer.credits_max,
            dollarsOf(offer.credits_max),
            offer.model_class,
          ),
  };
}

export function offerOf(repair: Repair | null, command: RepairOffer['command']): RepairOffer | undefined {
  return repair?.offers.find((offer) => offer.command === command);
}

/** The attempt that came closest: a patch with the fewest failures, and of those the newest. Null where none became a patch. */
export function closestAttempt(attempts: readonly AttemptDetail[]): AttemptDetail | null {
  const patches = attempts.filter(({ verdict }) => verdict !== 'unusable');
  const [first, ...rest] = patches.toReversed();
  if (!first) return null;
  return rest.reduce((best, each) => (each.failed_tests.length < best.failed_tests.length ? each : best), first);
}
