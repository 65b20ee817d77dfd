import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { Draft } from '@iama/contracts/model/draft';
import { Evidence } from '@iama/contracts/job/evidence';
import type { ArtifactKind } from '@iama/contracts/job/artifact';
import { Patch } from '@iama/contracts/patch/patch';
import { WrittenTests } from '@iama/contracts/test-run/written-tests';
import { TestRun } from '@iama/contracts/test-run/test-run';
import type { Client } from '@iama/client/create-client';

export async function fetchPatch(client: Client, job_id: string, artifact_id: string): Promise<Patch> {
  const artifact = await client.call('artifacts.get', { params: { job_id, artifact_id } });
  return Patch.parse(artifact.body);
}

/** What a model wrote, for the machine with the source to place. */
export async function fetchDraft(client: Client, job_id: string, artifact_id: string): Promise<PatchEditSet> {
  const artifact = await client.call('artifacts.get', { params: { job_id, artifact_id } });
  const { edits } = Draft.parse(artifact.body);
  if (edits === null) throw new Error('the draft has no edits');
  return edits;
}

/** Tests that a model wrote, for the machine with the source to run. */
export async function fetchWrittenTests(client: Client, job_id: string, artifact_id: string): Promise<WrittenTests> {
  const artifact = await client.call('artifacts.get', { params: { job_id, artifact_id } });
  return WrittenTests.parse(artifact.body);
}

export async function fetchEvidence(client: Client, job_id: string, artifact_id: string): Promise<Evidence> {
  const artifact = await client.call('artifacts.get', { params: { job_id, artifact_id } });
  return Evidence.parse(artifact.body);
}

export async function fetchRun(client: Client, job_id: string, artifact_id: string): Promise<TestRun> {
  const artifact = await client.call('artifacts.get', { params: { job_id, artifact_id } });
  return TestRun.parse(artifact.body);
}

/** The newest run of that kind, null when there is none yet. */
export async function fetchLastRun(
  client: Client,
  job_id: string,
  kind: Extract<ArtifactKind, 'baseline_run' | 'verification_run'>,
): Promise<TestRun | null> {
  const { items } = await client.call('artifacts.list', { params: { job_id }, query: { kind } });
  const last = items.at(-1);
  return last ? await fetchRun(client, job_id, last.id) : null;
}
