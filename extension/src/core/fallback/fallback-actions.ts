import type { RepairOffer } from '@iama/contracts/job/fallback';
import type { Job } from '@iama/contracts/job/job';
import type { JobCommand } from '@iama/contracts/job/state';
import { TimeoutChoice } from '@iama/contracts/test-run/failure-class';
import type { Translate } from '../translate.ts';
import { costWords, isWaitingRepair } from './repair-words.ts';

/** A button of the fallback view. Its command takes the job's id. */
export interface FallbackAction {
  readonly command: string;
  readonly title: string;
  /** What it does, in one sentence. */
  readonly effect: string;
}

type Facts = Pick<Job, 'accepted_events' | 'state' | 'goal' | 'attempt'>;

/**
 * What a person may do about a job now: what the control plane accepts, then what is always possible. `offers`: what ways on may
 * cost, where that is known.
 */
export function fallbackActions(job: Facts, t: Translate, offers: readonly RepairOffer[] = []): FallbackAction[] {
  const { accepted_events } = job;
  const when: When = (wanted, command, title, effect) =>
    wanted.some((each) => accepted_events.includes(each)) ? [{ command, title, effect }] : [];
  const priced = (command: RepairOffer['command'], effect: string): string => {
    const offer = offers.find((each) => each.command === command);
    return offer ? `${effect} ${costWords(offer, t)}.` : effect;
  };
  return [
    ...when(
      ['quarantine_tests'],
      'iama.quarantineTests',
      t('Leave Failing Tests Out…'),
      t('The tests that you choose are named in the evidence and not compared; the others run again.'),
    ),
    ...(listens(job)
      ? when(
          ['retry'],
          'iama.clarify',
          t('Clarify in One Line…'),
          priced('retry', t('The model tries again, with your sentence before its eyes.')),
        )
      : when(
          ['revise_spec', 'edit_spec'],
          'iama.clarify',
          t('Clarify in One Line…'),
          t('Your sentence becomes a clause of the specification, which you approve before the next attempt.'),
        )),
    ...when(
      ['escalate'],
      'iama.escalate',
      t('Go On with a Stronger Model…'),
      priced('escalate', t('The next model of your plan tries, and sees what failed before.')),
    ),
    ...when(
      ['deep_fix'],
      'iama.deepFix',
      t('Start Afresh…'),
      priced(
        'deep_fix',
        t('The strongest model of your plan begins anew, and is told nothing of the attempts before.'),
      ),
    ),
    ...when(
      ['retry'],
      'iama.retry',
      t('Try Again'),
      isWaitingRepair(job)
        ? priced('retry', t('The same again, from the newest failure.'))
        : t('A new attempt of this job, from a fresh test run: for when you have repaired the cause.'),
    ),
    ...(TimeoutChoice.options.some((each) => accepted_events.includes(each))
      ? timeOutActions(when, t)
      : when(
          ['rerun_tests'],
          'iama.rerunTests',
          t('Run the Tests Again…'),
          t('On the change that failed, with more time if you give it. No model is asked, and no attempt is counted.'),
        )),
    ...when(
      ['revise_spec'],
      'iama.reviseSpec',
      t('Revise Specification'),
      t('The job goes back to its specification, for instance to leave files out.'),
    ),
    ...(job.goal !== null && job.attempt > 0
      ? [
          {
            command: 'iama.showPartialResult',
            title: t('Open the Closest Attempt'),
            effect: t('Its diff in an editor, to look at or to save. It did not pass your tests.'),
          },
        ]
      : []),
    ...when(
      ['stop_repair'],
      'iama.stopRepair',
      t('Stop the Repair…'),
      t('The job ends without a change. What was made so far is kept, and it can be tried again.'),
    ),
    ...when(
      ['cancel'],
      'iama.cancel',
      t('Cancel the Job'),
      t('The job ends here. Its log, test runs and patches are kept.'),
    ),
    {
      command: 'iama.supportBundle',
      title: t('Make Support Bundle…'),
      effect: t('What others need to help you, without source text. You read it before it goes anywhere.'),
    },
  ];
}

type When = (wanted: readonly JobCommand[], command: string, title: string, effect: string) => FallbackAction[];

/** What can be done about tests that take too long. */
function timeOutActions(when: When, t: Translate): FallbackAction[] {
  return [
    ...when(
      ['increase_timeout'],
      'iama.increaseTimeout',
      t('Give the Tests More Time…'),
      t('The same tests run again, and may take longer. No attempt is counted.'),
    ),
    ...when(
      ['skip_or_quarantine_test'],
      'iama.skipTimedOut',
      t('Leave Out What Takes Too Long…'),
      t('What took too long is named in the evidence and not compared; the others run again.'),
    ),
    ...when(
      ['continue_repair'],
      'iama.continueRepair',
      t('Have It Repaired'),
      t('That tests take too long counts as a fault of the change, and the next attempt is made.'),
    ),
  ];
}

/** A repair whose next attempt is made by somebody who reads. A recipe does not. */
export function listens({ state, goal, accepted_events }: Pick<Facts, 'state' | 'goal' | 'accepted_events'>): boolean {
  return goal !== null && state === 'WAITING_INTERVENTION' && accepted_events.includes('retry');
}

/** Why a sentence cannot become a clause now, and what to do; null when it can. */
export function noClarification({ accepted_events, state }: Job, t: Translate): string | null {
  if (accepted_events.includes('revise_spec') || accepted_events.includes('edit_spec')) return null;
  if (accepted_events.includes('retry'))
    return t(
      'This job has given up and takes no clarification. Try it again first; then its specification can be edited.',
    );
  if (state === 'FAILED' || state === 'DELIVERED')
    return t(
      'This job has ended and takes no clarification. Start a new one: its specification can be edited before it is approved.',
    );
  return t('This job is at work and takes no clarification now. Wait until it asks, or cancel it and start a new one.');
}
