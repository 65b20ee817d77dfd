import type { Client } from '@iama/client/create-client';
import type { Attempt } from '@iama/contracts/job/attempt';

/** All attempts of a job that have ended, oldest first. */
export async function fetchAttempts(client: Client, job_id: string): Promise<Attempt[]> {
  const found: Attempt[] = [];
  let cursor: string | null | undefined;
  do {
    const query = { limit: 100, ...(cursor ? { cursor } : {}) };
    const page = await client.call('jobs.attempts', { params: { job_id }, query });
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return found;
}
