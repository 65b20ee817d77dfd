import { rejectedChanges } from '../../domain/review/returned-changes.ts';
import type { RejectedChange, Reviewed } from '../../domain/review/returned-changes.ts';
import type { RefactorContext } from '../../domain/refactor/context.ts';
import { parseBody, readArtifact } from '../artifacts/read-body.ts';
import type { ArtifactReads } from '../ports/artifact-store.ts';

/**
 * What the person does not want to see again. Nothing while no review counts: one that left nothing to change does not, once
 * they have asked for the diff as it was.
 */
export async function readRejected(
  artifacts: ArtifactReads,
  job_id: string,
  { review }: Pick<RefactorContext, 'review'>,
): Promise<readonly RejectedChange[]> {
  if (!review) return [];
  const reviewed: Reviewed[] = [];
  for (const { id } of await artifacts.list(job_id, 'review')) {
    const each = await readArtifact(artifacts, job_id, id, 'review');
    // A diff that was cleared away by now cannot be compared with.
    const seen = await artifacts.find(job_id, each.patch_artifact_id);
    if (seen) reviewed.push({ review: each, patch: parseBody(seen, 'patch') });
  }
  return rejectedChanges(reviewed);
}
