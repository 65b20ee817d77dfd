import type { Spec } from '@iama/contracts/job/spec';
import { parseBody } from '../artifacts/read-body.ts';
import type { ArtifactReads } from '../ports/artifact-store.ts';
import type { Keyset } from '../ports/job-store.ts';

/** `created_at` is when the revision was made, and with `id` the place after which older ones come. */
export interface RevisionRow extends Keyset {
  readonly spec: Spec;
}

/** An approval keeps the revision once more, with its date. */
const ROWS_PER_REVISION = 2;

/** At most `limit` revisions, newest first. */
export async function readRevisions(
  artifacts: ArtifactReads,
  job_id: string,
  limit: number,
  after?: Keyset,
): Promise<RevisionRow[]> {
  const stored = await artifacts.newest(job_id, 'spec', { limit: limit * ROWS_PER_REVISION, after: after?.id });
  const rows: RevisionRow[] = [];
  for (const artifact of stored) {
    const spec = parseBody(artifact, 'spec');
    const last = rows.at(-1);
    const { id, created_at } = artifact;
    // What is older was made first: its date counts, and the approval of the newer row.
    if (last?.spec.revision === spec.revision) rows[rows.length - 1] = { id, created_at, spec: last.spec };
    else rows.push({ id, created_at, spec });
  }
  return rows.slice(0, limit);
}
