import type { Job } from '@iama/contracts/job/job';
import type { JobState } from '@iama/contracts/job/state';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { pageOfRows, readCursor } from '../page-cursor.ts';
import { presentJobs } from './present-job.ts';

export interface ListJobs {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly state?: JobState | undefined;
  readonly project_id?: string | undefined;
}

/** The actor's jobs, newest first. CURSOR_INVALID. */
export async function listJobs(
  deps: Pick<AppDeps, 'store' | 'clock' | 'policy'>,
  actor: Actor,
  input: ListJobs,
): Promise<{ items: Job[]; next_cursor: string | null }> {
  const { limit, state, project_id } = input;
  const after = readCursor(input.cursor);
  const found = await deps.store.read.jobs.list(actor, { limit: limit + 1, state, project_id, after });
  const { rows, next_cursor } = pageOfRows(found, limit);
  return { items: await presentJobs(deps, deps.store.read.presence, rows), next_cursor };
}
