import type { Job } from '@iama/contracts/job/job';
import type { JobCommand } from '@iama/contracts/job/state';
import type { Translate } from '../translate.ts';

/** A button of the fallback view. Its command takes the job's id. */
export interface FallbackAction {
  readonly command: string;
  readonly title: string;
  /** What it does, in one sentence. */
  readonly effect: string;
}

/** What a person may do about a job now: what the control plane accepts, then what is always possible. */
export function fallbackActions({ accepted_events }: Pick<Job, 'accepted_events'>, t: Translate): FallbackAction[] {
  const accepts = (...commands: JobCommand[]) => commands.some((command) => accepted_events.includes(command));
  return [
    ...(accepts('quarantine_tests')
      ? [
          {
            command: 'iama.quarantineTests',
            title: t('Leave Failing Tests Out…'),
            effect: t('The tests that you choose are named in the evidence and not compared; the others run again.'),
          },
        ]
      : []),
    ...(accepts('revise_spec', 'edit_spec')
      ? [
          {
            command: 'iama.clarify',
            title: t('Clarify in One Line…'),
            effect: t(
              'Your sentence becomes a clause of the specification, which you approve before the next attempt.',
            ),
          },
        ]
      : []),
    ...(accepts('revise_spec')
      ? [
          {
            command: 'iama.reviseSpec',
            title: t('Revise Specification'),
            effect: t('The job goes back to its specification, for instance to leave files out.'),
          },
        ]
      : []),
    ...(accepts('retry')
      ? [
          {
            command: 'iama.retry',
            title: t('Try Again'),
            effect: t('A new attempt of this job, from a fresh test run: for when you have repaired the cause.'),
          },
        ]
      : []),
    ...(accepts('cancel')
      ? [
          {
            command: 'iama.cancel',
            title: t('Cancel the Job'),
            effect: t('The job ends here. Its log, test runs and patches are kept.'),
          },
        ]
      : []),
    {
      command: 'iama.supportBundle',
      title: t('Make Support Bundle…'),
      effect: t('What others need to help you, without source text. You read it before it goes anywhere.'),
    },
  ];
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
