import type { Spec } from '@iama/contracts/job/spec';
import type { ArtifactReads } from '../ports/artifact-store.ts';
import type { Keyset } from '../ports/job-store.ts';
import { readRevisions } from './read-revisions.ts';

/** Bodies may be large, and who looks for an old revision mostly looks for one of the last. */
const AT_A_TIME = 10;

/** The newest revision that `wanted` is true for. */
export async function findRevision(
  artifacts: ArtifactReads,
  job_id: string,
  wanted: (spec: Spec) => boolean,
): Promise<Spec | null> {
  let after: Keyset | undefined;
  for (;;) {
    const rows = await readRevisions(artifacts, job_id, AT_A_TIME, after);
    const found = rows.find(({ spec }) => wanted(spec));
    if (found) return found.spec;
    if (rows.length < AT_A_TIME) return null;
    after = rows.at(-1);
  }
}
