import { randomUUID } from 'node:crypto';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { TaskExecutor } from '@iama/client/job/do-task';
import { workJob } from '@iama/client/job/work-job';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Job } from '@iama/contracts/job/job';

const ENDED = ['DELIVERED', 'FAILED', 'FALLBACK_REQUIRED'];
const LOOK_AGAIN_MS = 200;
/** Tries of the last look: a server that died needs a while to come back on a busy machine. */
const PATIENT = 60;

/**
 * Take a job to its end over HTTP as a person's machine would: stream, presence, tasks, and the two decisions.
 * `decideMore` answers what else a job may ask. Every request may be cut off by a dying server: commands are sent again until the job has moved past them.
 */
export async function driveJob(
  client: Client,
  job_id: string,
  execute: TaskExecutor,
  decideMore: (event: JobEvent) => Promise<void> = () => Promise.resolve(),
): Promise<Job> {
  const params = { job_id };
  const ended = Promise.withResolvers<void>();
  const worker = workJob(client, {
    job_id,
    client_session_id: randomUUID(),
    execute,
    onEvent(event) {
      if (event.type === 'completion' && ENDED.includes(event.data.state)) ended.resolve();
      decide(event).catch(ended.reject);
    },
  });
  await insist(client, job_id, 'start', () => client.call('jobs.start', { params }));
  await Promise.race([ended.promise, worker.ended]);
  await worker.close();
  return await client.call('jobs.get', { params, retries: PATIENT });

  async function decide(event: JobEvent): Promise<void> {
    await decideMore(event);
    if (event.type !== 'state_change') return;
    if (event.data.to === 'WAITING_STRATEGY') {
      const body = { level: 'STANDARD' as const };
      await insist(client, job_id, 'select_proposal', () => client.call('proposals.select', { params, body }));
    }
    if (event.data.to === 'WAITING_SPEC_APPROVAL') {
      await insist(client, job_id, 'approve_spec', async () => {
        const { revision_token } = await client.call('spec.get', { params });
        return await client.call('spec.approve', { params, body: { revision_token } });
      });
    }
  }
}

/** Sends a command until the job has taken it. A lost answer is settled by looking at what the job accepts now. */
export async function insist(
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
      if (!(error instanceof ApiError) || !settledByLooking(error)) throw error;
    }
    try {
      const job = await client.call('jobs.get', { params: { job_id } });
      if (!job.accepted_events.includes(event)) return;
    } catch (error) {
      if (!(error instanceof ApiError) || !settledByLooking(error)) throw error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_AGAIN_MS);
    });
  }
}

function settledByLooking({ status }: ApiError): boolean {
  return status === null || status === 409 || status >= 500;
}
