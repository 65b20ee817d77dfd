import { join } from 'node:path';

/** Where a text that somebody makes of a revision is kept. `more` tells it from others of the same revision. */
export function specTextFile(data_dir: string, job_id: string, revision: number, more = ''): string {
  return join(data_dir, 'specs', `${encodeURIComponent(job_id)}-r${revision}${more}.md`);
}
