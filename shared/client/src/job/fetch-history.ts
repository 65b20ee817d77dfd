import type { Artifact } from '@iama/contracts/job/artifact';
import type { Delivery } from '@iama/contracts/job/delivery';
import type { JobHistory } from '@iama/contracts/job/history';
import type { Job } from '@iama/contracts/job/job';
import { ApiError } from '../api-error.ts';
import type { Client } from '../create-client.ts';

/** Everything that a job made, with the bodies by the names of the files that a bundle keeps them in. */
export async function fetchHistory(
  client: Client,
  job: Job,
  delivery: Delivery | null,
): Promise<{ readonly history: JobHistory; readonly bodies: ReadonlyMap<string, unknown> }> {
  const params = { job_id: job.id };
  const { items } = await client.call('artifacts.list', { params });
  const { items: receipts } = await client.call('usage.receipts', { params });
  const bodies = new Map<string, unknown>();
  const artifacts: JobHistory['artifacts'] = [];
  for (const [index, artifact] of items.entries()) {
    const body = await bodyOf(client, artifact);
    const file = `history/${String(index + 1).padStart(4, '0')}-${artifact.kind}.json`;
    if (body !== undefined) bodies.set(file, body);
    artifacts.push({ ...artifact, file: body === undefined ? null : file });
  }
  return { history: { schema_version: 1, job, artifacts, receipts, delivery }, bodies };
}

/** Undefined for what is gone, and for the source that a model was shown: a bundle tells of a change, not of all code around it. */
async function bodyOf(client: Client, { id: artifact_id, job_id, kind }: Artifact): Promise<unknown> {
  if (kind === 'context') return undefined;
  try {
    return (await client.call('artifacts.get', { params: { job_id, artifact_id } })).body;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'ARTIFACT_GONE') return undefined;
    throw error;
  }
}
