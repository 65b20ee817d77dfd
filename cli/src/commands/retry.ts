import type { DecisionFlags } from '../job/decide-by-flags.ts';
import type { App } from './app.ts';
import { takeUp } from './resume.ts';

/** Try a job again that could not be finished, and do its work. One that is under way is gone on with. */
export async function retry(app: App, job_id: string, flags: DecisionFlags): Promise<void> {
  await takeUp(app, job_id, flags, async (client, job) => {
    if (!job.accepted_events.includes('retry')) return job;
    const again = await client.call('jobs.retry', { params: { job_id } });
    app.terminal.record({ type: 'job', job: again });
    app.terminal.line('It is tried again, from a fresh baseline.');
    return again;
  });
}
