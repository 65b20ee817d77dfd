import type { JobEvent } from '@iama/contracts/job/event';
import { streamJobEvents } from '@iama/client/stream/stream-job-events';
import { connect } from '../session/connect.ts';
import { eventLine } from '../views/event-line.ts';
import type { App } from './app.ts';

/** The log of a job, from any point; with `follow` until the job has ended. */
export async function logs(app: App, job_id: string, options: { follow: boolean; after: number }): Promise<void> {
  const { terminal, folders } = app;
  const interrupt = app.takeInterrupts();
  const client = await connect(folders, terminal);
  const job = await client.call('jobs.get', { params: { job_id } });
  const print = (event: JobEvent): void => {
    terminal.record(event);
    const paint = { debug: terminal.paint.dim, info: String, warn: terminal.paint.yellow, error: terminal.paint.red };
    terminal.line(paint[event.level](eventLine(event)));
  };
  const ended = job.ended_at !== null || job.state === 'DELIVERED';
  if (options.after >= job.last_seq && (ended || !options.follow)) return;
  for await (const event of streamJobEvents(client, { job_id, after: options.after, signal: interrupt })) {
    print(event);
    if (!options.follow && event.seq >= job.last_seq) return;
    if (event.type === 'completion' && FINAL.has(event.data.state)) return;
    if (ended && event.seq >= job.last_seq) return;
  }
}

const FINAL: ReadonlySet<string> = new Set(['DELIVERED', 'FAILED', 'FALLBACK_REQUIRED']);
