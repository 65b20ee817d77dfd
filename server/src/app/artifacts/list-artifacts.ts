import type { Artifact, ArtifactKind } from '@iama/contracts/job/artifact';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';
import { presentArtifact } from './present-artifact.ts';

/** Oldest first. NOT_FOUND. */
export async function listArtifacts(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string; kind?: ArtifactKind | undefined },
): Promise<{ items: Artifact[] }> {
  const { id } = await findJob(deps, actor, input.job_id);
  const records = await deps.store.read.artifacts.list(id, input.kind);
  return { items: records.map(presentArtifact) };
}
