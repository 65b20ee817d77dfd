import { randomUUID } from 'node:crypto';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import { workJob } from '@iama/client/job/work-job';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Job } from '@iama/contracts/job/job';
import type { TaskPayload } from '@iama/contracts/task/payload';
import type { TaskOutcome } from '@iama/contracts/task/task';
import type { Answers } from './scripted-client.ts';
import { CREATE_JOB } from './samples.ts';

const ENDED = ['DELIVERED', 'FAILED', 'FALLBACK_REQUIRED'];

/** A job made over HTTP; not started. */
export async function createSampleJob(client: Client): Promise<Job> {
  const project = await client.call('projects.ensure', {
    body: { name: 'sample', fingerprint: 'f'.repeat(64) },
    repeatable: true,
  });
  const body = { ...CREATE_JOB, target: { ...CREATE_JOB.target }, acknowledged: [], project_id: project.id };
  return await client.call('jobs.create', { body });
}

/**
 * Take a job to its end over HTTP as a person's machine would: stream, presence, tasks, and the two decisions.
 * Every request may be cut off by a dying server: commands are sent again until the job has moved past them.
 */
export async function driveJob(client: Client, job_id: string, answers: Answers): Promise<Job> {
  const params = { job_id };
  let finish = (): void => undefined;
  const completed = new Promise<void>((resolve) => {
    finish = resolve;
  });
  await insist(client, job_id, 'start', () => client.call('jobs.start', { params }));
  const worker = workJob(client, {
    job_id,
    client_session_id: randomUUID(),
    execute: ({ payload }) => Promise.resolve(answer(answers, payload)),
    onEvent(event) {
      if (event.type === 'completion' && ENDED.includes(event.data.state)) finish();
      void decide(event).catch(() => undefined);
    },
  });
  await Promise.race([completed, worker.ended]);
  await worker.close();
  return await client.call('jobs.get', { params });

  async function decide(event: JobEvent): Promise<void> {
    if (event.type !== 'state_change') return;
    if (event.data.to === 'WAITING_STRATEGY') {
      const body = { level: 'STANDARD' as const };
      await insist(client, job_id, 'select_proposal', () => client.call('proposals.select', { params, body }));
    }
    if (event.data.to === 'WAITING_SPEC_APPROVAL') {
      await insist(client, job_id, 'approve_spec', async () => {
        const { revision_token } = await client.call('spec.get', { params });
        return client.call('spec.approve', { params, body: { revision_token } });
      });
    }
  }
}

/** Sends a command until it was taken. A lost answer is settled by looking at what the job accepts now. */
async function insist(
  client: Client,
  job_id: string,
  event: Job['accepted_events'][number],
  send: () => Promise<unknown>,
): Promise<void> {
  for (;;) {
    try {
      await send();
      return;
    } catch (error) {
      if (!(error instanceof ApiError) || (error.status !== null && error.status < 500 && error.status !== 409))
        throw error;
      const job = await client.call('jobs.get', { params: { job_id }, retries: 60 });
      if (!job.accepted_events.includes(event)) return;
    }
  }
}

function answer(answers: Answers, payload: TaskPayload): TaskOutcome {
  const give = answers[payload.kind] as (payload: TaskPayload) => TaskOutcome;
  return give(payload);
}
