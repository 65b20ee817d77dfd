import type { Parts } from '../parts.ts';
import { openSpec } from './approve-spec.ts';
import { sendDecision } from './send-decision.ts';

/** Back to the specification of a job that went wrong, which is opened to be edited and approved. */
export async function reviseSpec({ connection, center }: Parts, job_id: string): Promise<void> {
  const client = await connection.client();
  const known = center.find(job_id)?.last_seq;
  const answer = client.call('spec.revise', { params: { job_id }, repeatable: true });
  await sendDecision(center, client, job_id, answer);
  await center.goOn(client, job_id, known);
  await openSpec(job_id);
}
