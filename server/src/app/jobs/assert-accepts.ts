import type { JobCommand } from '@iama/contracts/job/state';
import { AppError } from '../app-error.ts';
import type { JobRecord } from '../ports/job-store.ts';
import { acceptedEvents } from './accepted-events.ts';

/** ILLEGAL_TRANSITION before anything else is looked at, where a command needs more than the job itself. */
export function assertAccepts(job: JobRecord, command: JobCommand): void {
  const accepted_events = acceptedEvents(job);
  if (accepted_events.includes(command)) return;
  throw new AppError('ILLEGAL_TRANSITION', `A job in ${job.state} does not accept "${command}".`, { accepted_events });
}
