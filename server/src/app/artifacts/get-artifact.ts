import type { ArtifactWithBody } from '@iama/contracts/job/artifact';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';
import { presentArtifact } from './present-artifact.ts';

/** NOT_FOUND. */
export async function getArtifact(
  deps: Pick<AppDeps, 'store'>,
  actor: Actor,
  input: { job_id: string; artifact_id: string },
): Promise<ArtifactWithBody> {
  const { id } = await findJob(deps, actor, input.job_id);
  const found = await deps.store.read.artifacts.find(id, input.artifact_id);
  if (found === null) throw new AppError('NOT_FOUND');
  return { ...presentArtifact(found), body: found.body };
}
