import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import type { Patch } from '@iama/contracts/patch/patch';
import { RunTestsResult } from '@iama/contracts/task/payload';
import { TestSuite } from '@iama/contracts/test-run/suite';
import type { SealOrder } from '@iama/contracts/test-run/lock';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import type { Workspace } from '@iama/runner/workspace/workspace';
import type { CancellationToken } from 'vscode';
import { z } from 'zod';
import { executionOfJob } from '../../platform/execution-of-job.ts';
import { readSettings } from '../../platform/settings.ts';
import type { Parts } from '../parts.ts';

const TestPlan = () => z.object({ test_suites: z.array(TestSuite) });

/** What the job found to run; empty before it looked, and when there is nothing. */
export async function suitesOf(client: Client, job_id: string): Promise<TestSuite[]> {
  const params = { job_id };
  const plan = (await client.call('artifacts.list', { params, query: { kind: 'test_plan' } })).items.at(-1);
  if (!plan) return [];
  const { body } = await client.call('artifacts.get', { params: { ...params, artifact_id: plan.id } });
  return TestPlan().parse(body).test_suites;
}

async function jobOf(client: Client, job_id: string): Promise<Job> {
  return await client.call('jobs.get', { params: { job_id } });
}

export interface SuiteRun {
  readonly workspace: Workspace;
  readonly job_id: string;
  readonly suites: TestSuite[];
  /** What the copy has beyond the files as they are. */
  readonly change: { readonly patch_artifact_id: string; readonly patch: Patch } | null;
  /** What the run is held to, so that the tests that were written for the job run as well. */
  readonly seal?: SealOrder | null;
}

/** For the person, and not for the job: the suites in a copy of the workspace, until they end or `token` stops them. */
export async function runSuites(
  { executor, center, connection }: Pick<Parts, 'executor' | 'center' | 'connection'>,
  { workspace, job_id, suites, change, seal = null }: SuiteRun,
  token: CancellationToken,
  progress: (line: string) => void,
): Promise<TestRun> {
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  const payload = {
    kind: 'run_tests' as const,
    phase: 'subset' as const,
    suites,
    patch_artifact_id: change?.patch_artifact_id ?? null,
    timeout_ms: readSettings().test_timeout_ms,
    ...(seal && { seal }),
  };
  const options = { signal: abort.signal, progress };
  const execution = executionOfJob(center.find(job_id) ?? (await jobOf(await connection.client(), job_id)));
  const task = { workspace, job_id, execution, payload, patch: change?.patch ?? null };
  const outcome = await executor.call('execute_task', task, options);
  if (outcome.status === 'failed') throw new Error(outcome.failure.message);
  return RunTestsResult.parse(outcome.result).run;
}
