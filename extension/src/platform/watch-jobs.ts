import type { Job } from '@iama/contracts/job/job';
import { streamJobEvents } from '@iama/client/stream/stream-job-events';
import type { Disposable, LogOutputChannel } from 'vscode';
import type { Connection } from './connection.ts';
import { LOOKS } from './job-center.ts';
import type { JobCenter } from './job-center.ts';
import type { JobTimelines } from './job-timelines.ts';

interface Parts {
  readonly connection: Connection;
  readonly center: JobCenter;
  readonly timelines: JobTimelines;
  readonly log: LogOutputChannel;
}

/** A person has a handful of jobs under way; more than this are as fresh as the last refresh. */
const MOST = 8;

/**
 * Listens to jobs under way that another window or the command line works for, so that their rows move and somebody
 * notices when that client is gone. It only looks: it is not their client.
 */
export function watchJobs({ connection, center, timelines, log }: Parts): Disposable {
  const watched = new Map<string, AbortController>();

  function look(): void {
    const wanted = center.jobs().filter((job) => isUnderWay(job) && !center.isMine(job.id));
    const ids = new Set(wanted.slice(0, MOST).map((job) => job.id));
    for (const [id, abort] of watched) if (!ids.has(id)) stop(id, abort);
    for (const id of ids) {
      if (watched.has(id)) continue;
      const abort = new AbortController();
      watched.set(id, abort);
      watch(id, abort.signal)
        .catch((error: unknown) => {
          if (!abort.signal.aborted) log.warn(`Job ${id}: ${error instanceof Error ? error.message : String(error)}`);
        })
        // Nobody was signed in, or it makes no sense any more: the next change looks again.
        .finally(() => (watched.get(id) === abort ? watched.delete(id) : false));
    }
  }

  async function watch(job_id: string, signal: AbortSignal): Promise<void> {
    const client = await connection.known();
    if (!client) return;
    await timelines.load(job_id);
    const after = timelines.of(job_id)?.last_seq ?? 0;
    for await (const event of streamJobEvents(client, { job_id, after, signal })) {
      timelines.take(event);
      if (LOOKS.has(event.type)) center.learn(await client.call('jobs.get', { params: { job_id }, signal }));
    }
  }

  function stop(job_id: string, abort: AbortController): void {
    abort.abort();
    watched.delete(job_id);
  }

  const listening = center.onDidChange(look);
  return {
    dispose() {
      listening.dispose();
      for (const [id, abort] of watched) stop(id, abort);
    },
  };
}

function isUnderWay({ ended_at }: Job): boolean {
  return ended_at === null;
}
