import type { Artifact } from '@iama/contracts/job/artifact';
import type { ArtifactRecord } from '../ports/artifact-store.ts';

export function presentArtifact(record: ArtifactRecord): Artifact {
  const { id, job_id, kind, attempt, sha256, bytes } = record;
  const created_at = record.created_at.toISOString();
  return {
    id,
    job_id,
    kind,
    attempt,
    sha256,
    bytes,
    created_at,
    expires_at: record.expires_at.toISOString(),
    gone_at: record.gone_at?.toISOString() ?? null,
  };
}
