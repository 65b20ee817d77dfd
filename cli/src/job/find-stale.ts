import type { Spec } from '@iama/contracts/job/spec';
import { anchoredPaths, staleItems } from '@iama/engine/spec/stale-items';
import type { StaleItem } from '@iama/engine/spec/stale-items';
import { readJobRecord } from '@iama/runner/records/job-records';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { readAnchors } from '@iama/runner/workspace/read-anchors';
import type { Workspace } from '@iama/runner/workspace/workspace';

/** The clauses whose code is another here than when they were written. */
export async function findStale(workspace: Workspace, spec: Spec): Promise<readonly StaleItem[]> {
  return staleItems(spec, await readAnchors(workspace, anchoredPaths(spec)));
}

/** The same where the job was begun on this machine; null elsewhere, where nobody knows. */
export async function findStaleOfJob(
  data_dir: string,
  job_id: string,
  spec: Spec,
): Promise<readonly StaleItem[] | null> {
  const record = await readJobRecord(data_dir, job_id);
  const workspace = record && (await openWorkspace(record.root).catch(() => null));
  return workspace && (await findStale(workspace, spec));
}
