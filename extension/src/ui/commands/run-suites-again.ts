import { Patch } from '@iama/contracts/patch/patch';
import { RunTestsResult } from '@iama/contracts/task/payload';
import { TestSuite } from '@iama/contracts/test-run/suite';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { l10n, window } from 'vscode';
import type { CancellationToken } from 'vscode';
import { z } from 'zod';
import { readSettings } from '../../platform/settings.ts';
import type { Parts } from '../parts.ts';
import { mayRun } from './start-refactor.ts';

const TestPlan = z.object({ test_suites: z.array(TestSuite) });

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
  if (!mayRun()) return null;
  const workspace = await center.workspaceOf(job_id);
  if (!workspace) {
    void window.showWarningMessage(l10n.t('This job was started elsewhere. Open its repository to run its tests.'));
    return null;
  }
  const client = await connection.client();
  const params = { job_id };
  const read = async (artifact_id: string): Promise<unknown> =>
    (await client.call('artifacts.get', { params: { ...params, artifact_id } })).body;
  const plan = (await client.call('artifacts.list', { params, query: { kind: 'test_plan' } })).items.at(-1);
  const suites = plan ? TestPlan.parse(await read(plan.id)).test_suites : [];
  if (suites.length === 0) {
    void window.showInformationMessage(l10n.t('This job has no tests to run.'));
    return null;
  }
  const { delivery_status } = await client.call('jobs.get', { params });
  const patch_artifact_id =
    delivery_status === 'staged' ? (await client.call('delivery.get', { params })).patch_artifact_id : null;
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  const outcome = await executor.call(
    'execute_task',
    {
      workspace,
      job_id,
      payload: {
        kind: 'run_tests',
        phase: 'subset',
        suites,
        patch_artifact_id,
        timeout_ms: readSettings().test_timeout_ms,
      },
      patch: patch_artifact_id === null ? null : Patch.parse(await read(patch_artifact_id)),
    },
    { signal: abort.signal, progress },
  );
  if (outcome.status === 'failed') throw new Error(outcome.failure.message);
  return { run: RunTestsResult.parse(outcome.result).run, root: workspace.root };
}
