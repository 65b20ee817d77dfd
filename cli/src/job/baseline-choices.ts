import type { Job } from '@iama/contracts/job/job';
import { count } from '../views/preflight.ts';
import type { BaselineDecision } from './decider.ts';
import { TIME_CHOICES } from './time-choices.ts';

export interface BaselineChoice {
  readonly value: BaselineDecision;
  readonly label: string;
  readonly hint?: string;
}

/** What a person is asked after a failed baseline: nothing that the job would refuse. Pure. */
export function baselineChoices(
  { accepted_events }: Pick<Job, 'accepted_events'>,
  failing: readonly string[],
): readonly BaselineChoice[] {
  const quarantine = {
    value: 'quarantine',
    label: `Leave ${count(failing.length, 'failing test')} out of the comparison and go on`,
    hint: 'written to the audit trail and the evidence',
  } as const;
  return [
    ...(failing.length > 0 ? [quarantine] : []),
    ...TIME_CHOICES.filter(({ value }) => accepted_events.includes(value)),
    { value: 'leave', label: 'Stop here and keep the job, to mend the tests first' },
    { value: 'cancel', label: 'Cancel the job' },
  ];
}
