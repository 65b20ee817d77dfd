import type { Attempt } from '@iama/contracts/job/attempt';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { pageOfRows, readCursor } from '../page-cursor.ts';
import { findJob } from './find-job.ts';

/** Oldest first. NOT_FOUND, CURSOR_INVALID. */
export async function listAttempts(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string; limit: number; cursor?: string | undefined },
): Promise<{ items: Attempt[]; next_cursor: string | null }> {
  const { limit } = input;
  const after = readCursor(input.cursor);
  const { id } = await findJob(deps, actor, input.job_id);
  const found = await deps.store.read.attempts.page(id, { limit: limit + 1, after });
  const { rows, next_cursor } = pageOfRows(found, limit);
  const items = rows.map(({ job_id: _job, org_id: _org, created_at, superseded_at, files, ...attempt }) => ({
    ...attempt,
    files: files.map(({ path, change, new_path, operations }) => ({ path, change, new_path, operations })),
    at: created_at.toISOString(),
    superseded_at: superseded_at?.toISOString() ?? null,
  }));
  return { items, next_cursor };
}
