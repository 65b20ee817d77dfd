import type { Spec } from '@iama/contracts/job/spec';
import { differenceOf } from '@iama/engine/spec/difference-of';
import { AppError } from '../app-error.ts';
import { readLatest } from '../artifacts/read-body.ts';
import type { ArtifactReads } from '../ports/artifact-store.ts';
import { findRevision } from './find-revision.ts';

/** The revision that stands, if this is its token. SPEC_REVISION_CONFLICT, with what a client needs to merge. */
export async function currentRevision(artifacts: ArtifactReads, job_id: string, revision_token: string): Promise<Spec> {
  const current = await readLatest(artifacts, job_id, 'spec');
  if (current === null) throw new Error(`Job ${job_id} waits for its specification and has none`);
  if (current.revision_token === revision_token) return current;
  const base = await findRevision(artifacts, job_id, (spec) => spec.revision_token === revision_token);
  const detail = base
    ? `Revision ${current.revision} stands now; you started from revision ${base.revision}.`
    : `Revision ${current.revision} stands now, and no revision of this job has the token that you sent.`;
  throw new AppError('SPEC_REVISION_CONFLICT', detail, {
    diff_payload: {
      current,
      base_revision: base?.revision ?? null,
      difference: base && differenceOf(base, current),
    },
  });
}
