import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { Fallback as Repair } from '@iama/contracts/job/fallback';
import type { Job } from '@iama/contracts/job/job';
import { TestRun } from '@iama/contracts/test-run/test-run';
import { brokenSuites, failingTests } from '../core/fallback/failing-tests.ts';
import type { Fallback } from '../core/fallback/fallback-text.ts';
import type { JobTimelines } from '../platform/job-timelines.ts';

/** What is known of a job that went wrong: its newest test run, its attempts, and the ways on. */
export async function readFallback(client: Client, timelines: JobTimelines, job: Job): Promise<Fallback> {
  const [newest, repair] = await Promise.all([
    readNewestRun(client, job.id),
    readRepair(client, job.id),
    timelines.load(job.id),
  ]);
  const attempts = timelines.of(job.id)?.attempts ?? [];
  if (!newest) return { job, tests: [], suites: [], attempts, repair };
  const lost = newest.phase === 'baseline' ? null : lostIn(repair, attempts.at(-1)?.failed_tests ?? []);
  return { job, tests: failingTests(newest, lost), suites: brokenSuites(newest), attempts, repair };
}

/** Null where nothing has failed yet, and from a control plane that does not know the question. */
export async function readRepair(client: Client, job_id: string): Promise<Repair | null> {
  try {
    return await client.call('jobs.fallback', { params: { job_id } });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

/** An attempt that never ran has no tests that failed; those of the newest that did are meant. */
function lostIn(repair: Repair | null, told: readonly string[]): readonly string[] {
  const failures = repair?.failures.map(({ test_id }) => test_id) ?? [];
  return failures.length > told.length ? failures : told;
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
