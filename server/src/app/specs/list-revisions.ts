import type { SpecRevision } from '@iama/contracts/job/spec-revision';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';
import { pageOfRows, readCursor } from '../page-cursor.ts';
import { readRevisions } from './read-revisions.ts';

/** Newest first; none while no plan was chosen. NOT_FOUND, CURSOR_INVALID. */
export async function listRevisions(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string; limit: number; cursor?: string | undefined },
): Promise<{ items: SpecRevision[]; next_cursor: string | null }> {
  const { limit } = input;
  const after = readCursor(input.cursor);
  const { id } = await findJob(deps, actor, input.job_id);
  const found = await readRevisions(deps.store.read.artifacts, id, limit + 1, after);
  const { rows, next_cursor } = pageOfRows(found, limit);
  return { items: rows.map(({ spec, created_at }) => ({ ...spec, at: created_at.toISOString() })), next_cursor };
}
