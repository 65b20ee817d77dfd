import { COMMAND_ROUTES } from '@iama/contracts/http/command-routes';
import type { JobCommand } from '@iama/contracts/job/state';
import type { JobRecord } from '../ports/job-store.ts';
import { lifecycleOf, snapshotOf } from './lifecycle-of.ts';

/**
 * What the statechart accepts now, as far as anybody can send it: a command without a route is not advertised.
 * A job in a place that this version does not know accepts nothing; it must not hide its owner's other jobs from a list.
 * The sweeps name it in the log.
 */
export function acceptedEvents(job: JobRecord): JobCommand[] {
  try {
    return sendable(lifecycleOf(job.kind).acceptedCommands(snapshotOf(job)));
  } catch {
    return [];
  }
}

/** Those of the commands that have a route. */
export function sendable(commands: readonly JobCommand[]): JobCommand[] {
  return commands.filter((command) => Object.hasOwn(COMMAND_ROUTES, command));
}
