import type { Client } from '@iama/client/create-client';
import { Patch } from '@iama/contracts/patch/patch';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { l10n, window } from 'vscode';
import type { CancellationToken } from 'vscode';
import type { Parts } from '../parts.ts';
import { mayWork } from '../trust.ts';
import { runSuites, suitesOf } from './run-suites.ts';
import type { SuiteRun } from './run-suites.ts';

/**
 * The suites of a job once more, in a copy of the files as they are now, with the change as long as it waits for review.
 * For the person only: the job does not hear of it. Null where it cannot be done, which has been said then.
 */
export async function runSuitesAgain(
  { connection, center, executor }: Pick<Parts, 'connection' | 'center' | 'executor'>,
  job_id: string,
  token: CancellationToken,
  progress: (line: string) => void,
): Promise<{ readonly run: TestRun; readonly root: string } | null> {
  if (!(await mayWork())) return null;
  const workspace = await center.workspaceOf(job_id);
  if (!workspace) {
    void window.showWarningMessage(l10n.t('This job was started elsewhere. Open its repository to run its tests.'));
    return null;
  }
  const client = await connection.client();
  const params = { job_id };
  const suites = await suitesOf(client, job_id);
  if (suites.length === 0) {
    void window.showInformationMessage(l10n.t('This job has no tests to run.'));
    return null;
  }
  const { delivery_status } = await client.call('jobs.get', { params });
  const change = delivery_status === 'staged' ? await stagedChange(client, job_id) : null;
  const run = await runSuites({ executor, center, connection }, { workspace, job_id, suites, change }, token, progress);
  return { run, root: workspace.root };
}

async function stagedChange(client: Client, job_id: string): Promise<SuiteRun['change']> {
  const { patch_artifact_id } = await client.call('delivery.get', { params: { job_id } });
  const { body } = await client.call('artifacts.get', { params: { job_id, artifact_id: patch_artifact_id } });
  return { patch_artifact_id, patch: Patch.parse(body) };
}
