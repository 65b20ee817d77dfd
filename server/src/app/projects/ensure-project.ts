import type { Project } from '@iama/contracts/project/project';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { presentProject } from './present-project.ts';

/** The actor's project with this fingerprint, made if it is new. */
export async function ensureProject(
  deps: Pick<AppDeps, 'store' | 'clock' | 'ids'>,
  actor: Actor,
  input: { name: string; fingerprint: string },
): Promise<Project> {
  const { name, fingerprint } = input;
  const project = { id: deps.ids.next(), name, fingerprint, created_at: deps.clock.now() };
  return presentProject(await deps.store.transaction((tx) => tx.projects.ensure(actor, project)));
}
