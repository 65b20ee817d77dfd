import type { Client } from '@iama/client/create-client';
import { fetchHistory } from '@iama/client/job/fetch-history';
import type { Job } from '@iama/contracts/job/job';
import { undeliveredEvidence } from '@iama/engine/lock/evidence/undelivered-evidence';
import { FAILED_AT_REST } from '@iama/engine/replay/failed-at-rest';
import type { JobToBundle } from '@iama/runner/lock/job/job-bundle';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { fetchEvidence, fetchLastRun, fetchPatch } from './fetch-artifact.ts';

type Rest = Omit<JobToBundle, 'job_id' | 'target' | 'events' | 'evidence'>;

export interface BundleFacts {
  readonly evidence: JobToBundle['evidence'];
  /** What a bundle has beside it; fetched only when it is asked for. */
  readonly rest: () => Promise<Rest>;
}

/** What stands behind a job that has delivered, or what is known of one that failed. Throws NO_EVIDENCE for one under way. */
export async function describeBundle(client: Client, job: Job): Promise<BundleFacts> {
  if (job.delivery_status !== 'none') return await delivered(client, job);
  if (!FAILED_AT_REST.has(job.state)) {
    throw new CliError(
      'NO_EVIDENCE',
      'This job has neither delivered anything nor failed, so there is no evidence of it yet.',
      `See with \`iama show ${job.id}\` where it stands and what it left behind.`,
      EXIT.failure,
    );
  }
  const fallback = await client.call('jobs.fallback', { params: { job_id: job.id } });
  const kept = await fetchHistory(client, job, null);
  const { evidence, ...made } = undeliveredEvidence({ ...kept, fallback });
  return { evidence, rest: () => Promise.resolve({ ...kept, ...made }) };
}

async function delivered(client: Client, job: Job): Promise<BundleFacts> {
  const delivery = await client.call('delivery.get', { params: { job_id: job.id } });
  const evidence = await fetchEvidence(client, job.id, delivery.evidence_artifact_id);
  const rest = async (): Promise<Rest> => ({
    patch: await fetchPatch(client, job.id, delivery.patch_artifact_id),
    baseline: await fetchLastRun(client, job.id, 'baseline_run'),
    verification: await fetchLastRun(client, job.id, 'verification_run'),
    ...(await fetchHistory(client, job, delivery)),
  });
  return { evidence, rest };
}
