import type { Job } from '@iama/contracts/job/job';
import { openJobDocument } from '../../editor/job-documents.ts';
import type { Parts } from '../parts.ts';
import { openSpec } from './approve-spec.ts';
import { startJob } from './start-job.ts';

/** Put the question that a job waits with. What may be answered is what the control plane says. */
export async function decide(parts: Parts, job_id: string): Promise<void> {
  const client = await parts.connection.client();
  const job = await client.call('jobs.get', { params: { job_id } });
  parts.center.learn(job);
  const accepts = (command: Job['accepted_events'][number]): boolean => job.accepted_events.includes(command);
  if (accepts('start')) await startJob(parts, job);
  else if (accepts('select_proposal')) await parts.plans.show(job);
  else if (accepts('approve_spec')) await openSpec(job_id);
  else await openJobDocument(job_id, 'fallback');
}
