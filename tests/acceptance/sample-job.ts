import { randomUUID } from 'node:crypto';
import type { Client } from '@iama/client/create-client';
import type { TaskExecutor } from '@iama/client/job/do-task';
import { workJob } from '@iama/client/job/work-job';
import type { JobWorker } from '@iama/client/job/work-job';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Job } from '@iama/contracts/job/job';
import type { JobState } from '@iama/contracts/job/state';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { analysis, CREATE_JOB, patch, SUITE, testRun } from '../support/samples.ts';

const HASH = 'b'.repeat(64);

/** What a machine answers on whose repository everything goes well. */
export const goodMachine: TaskExecutor = ({ payload }) => Promise.resolve(answer(payload));

function answer(payload: Parameters<TaskExecutor>[0]['payload']): TaskOutcome {
  switch (payload.kind) {
    case 'collect_context':
      return { status: 'completed', result: analysis(['CONSERVATIVE', 'STANDARD']) };
    case 'characterize': {
      const result = { kind: payload.kind, test_suites: [SUITE], reached_files: ['src/a.js'], unreached_files: [] };
      return { status: 'completed', result };
    }
    case 'run_recipe': {
      const made = { patch: patch(), patch_sha256: HASH, findings: [], kept: [], excluded: [] };
      return { status: 'completed', result: { kind: payload.kind, ...made } };
    }
    case 'run_tests': {
      const run = testRun(payload.phase, { adds: 'passed', multiplies: 'passed' });
      return { status: 'completed', result: { kind: payload.kind, run } };
    }
    case 'model_call':
      throw new Error('the sample job asks no model');
  }
}

/** Tries of a request whose server was killed: one needs a while to come back on a busy machine. */
const PATIENT = 60;

export async function createSampleJob(client: Client): Promise<Job> {
  const body = { name: 'sample', fingerprint: 'acceptance-sample' };
  const project = await client.call('projects.ensure', { body, repeatable: true, retries: PATIENT });
  return await client.call('jobs.create', {
    body: { ...CREATE_JOB, preflight: { ...CREATE_JOB.preflight }, acknowledged: [], project_id: project.id },
    retries: PATIENT,
  });
}

/** A client that follows a job, does its work, and can be waited with. */
export interface SampleWorker extends JobWorker {
  readonly events: JobEvent[];
  /** Resolves when the job has entered the state since the client listens. */
  reached(state: JobState): Promise<void>;
  seen(matches: (event: JobEvent) => boolean): Promise<JobEvent>;
}

export function workSampleJob(client: Client, job_id: string, execute: TaskExecutor = goodMachine): SampleWorker {
  const events: JobEvent[] = [];
  const looks = new Set<() => void>();
  const worker = workJob(client, {
    job_id,
    client_session_id: randomUUID(),
    execute,
    onEvent(event) {
      events.push(event);
      for (const look of looks) look();
    },
  });
  const seen = (matches: (event: JobEvent) => boolean): Promise<JobEvent> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = events.find(matches);
        if (!found) return;
        looks.delete(look);
        resolve(found);
      };
      looks.add(look);
      worker.ended.catch(reject);
      look();
    });
  return {
    ...worker,
    events,
    seen,
    async reached(state) {
      await seen((event) => event.type === 'state_change' && event.data.to === state);
    },
  };
}

/** Start a job and take the person's two decisions, as soon as they are asked for. */
export async function driveSampleJob(client: Client, job_id: string, worker: SampleWorker): Promise<void> {
  const params = { job_id };
  await client.call('jobs.start', { params });
  await worker.reached('WAITING_STRATEGY');
  await client.call('proposals.select', { params, body: { level: 'STANDARD' } });
  await worker.reached('WAITING_SPEC_APPROVAL');
  const spec = await client.call('spec.get', { params });
  await client.call('spec.approve', { params, body: { revision_token: spec.revision_token } });
}
