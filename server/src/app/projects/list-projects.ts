import type { Project } from '@iama/contracts/project/project';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { pageOfRows, readCursor } from '../page-cursor.ts';
import { presentProject } from './present-project.ts';

/** Newest first. CURSOR_INVALID. */
export async function listProjects(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { limit: number; cursor?: string | undefined },
): Promise<{ items: Project[]; next_cursor: string | null }> {
  const { limit } = input;
  const found = await deps.store.read.projects.list(actor, { limit: limit + 1, after: readCursor(input.cursor) });
  const { rows, next_cursor } = pageOfRows(found, limit);
  return { items: rows.map(presentProject), next_cursor };
}
