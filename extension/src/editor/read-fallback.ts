import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import { TestRun } from '@iama/contracts/test-run/test-run';
import { brokenSuites, failingTests } from '../core/fallback/failing-tests.ts';
import type { Fallback } from '../core/fallback/fallback-text.ts';
import type { JobTimelines } from '../platform/job-timelines.ts';

/** What is known of a job that went wrong: its newest test run and its attempts. */
export async function readFallback(client: Client, timelines: JobTimelines, job: Job): Promise<Fallback> {
  const [newest] = await Promise.all([readNewestRun(client, job.id), timelines.load(job.id)]);
  const attempts = timelines.of(job.id)?.attempts ?? [];
  if (!newest) return { job, tests: [], suites: [], attempts };
  const lost = newest.phase === 'baseline' ? null : (attempts.at(-1)?.failed_tests ?? []);
  return { job, tests: failingTests(newest, lost), suites: brokenSuites(newest), attempts };
}

/** The run that the job was last judged by; null before its first. */
export async function readNewestRun(client: Client, job_id: string): Promise<TestRun | null> {
  const params = { job_id };
  const { items } = await client.call('artifacts.list', { params });
  const last = items.findLast(({ kind }) => kind === 'baseline_run' || kind === 'verification_run');
  if (!last) return null;
  const { body } = await client.call('artifacts.get', { params: { ...params, artifact_id: last.id } });
  return TestRun.parse(body);
}
