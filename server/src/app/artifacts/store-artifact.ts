import type { AppDeps } from '../deps.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { ArtifactRecord } from '../ports/artifact-store.ts';
import type { Transaction } from '../ports/store.ts';
import type { ARTIFACT_BODIES, BodyOf } from './read-body.ts';

/** Keeps what a job left behind and tells whoever follows it. */
export async function storeArtifact<K extends keyof typeof ARTIFACT_BODIES>(
  deps: Pick<AppDeps, 'ids' | 'policy'>,
  tx: Transaction,
  job: LockedJob,
  kind: K,
  body: BodyOf<K>,
): Promise<ArtifactRecord> {
  const { org_id, user_id, attempt } = job.record;
  const record = await tx.artifacts.insert({
    id: deps.ids.next(),
    job_id: job.id,
    org_id,
    user_id,
    kind,
    attempt,
    body,
    created_at: job.now,
    expires_at: new Date(job.now.getTime() + deps.policy.artifact_lifetime_ms),
  });
  const data = { artifact_id: record.id, kind, bytes: record.bytes };
  job.log({ type: 'artifact_ready', level: 'info', data });
  return record;
}
