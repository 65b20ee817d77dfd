import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import type { JobCenter } from '../../platform/job-center.ts';

/**
 * Send an answer to what a job asks. It may be sent again when the control plane was away: if it had arrived, or somebody
 * else was quicker, the job has moved on, and that is what is shown then.
 */
export async function sendDecision(
  center: JobCenter,
  client: Client,
  job_id: string,
  answer: Promise<Job>,
): Promise<void> {
  try {
    center.learn(await answer);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'ILLEGAL_TRANSITION') throw error;
    center.learn(await client.call('jobs.get', { params: { job_id } }));
  }
}
