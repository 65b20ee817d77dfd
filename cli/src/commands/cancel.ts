import { connect } from '../session/connect.ts';
import type { App } from './app.ts';

/** Cancel a job. What it left behind stays. */
export async function cancel(app: App, job_id: string): Promise<void> {
  const { terminal, folders } = app;
  const client = await connect(folders, terminal);
  const params = { job_id };
  const before = await client.call('jobs.get', { params });
  const already = before.state === 'FAILED' && before.failure?.code === 'USER_CANCELLED';
  const job = already ? before : await client.call('jobs.cancel', { params });
  terminal.record({ job });
  terminal.line(already ? `Job ${job.id} was cancelled before.` : `Job ${job.id} is cancelled. Its artifacts stay.`);
}
