import type { JobEvent } from '@iama/contracts/job/event';
import { EventEmitter } from 'vscode';
import type { Disposable, Event } from 'vscode';
import { EMPTY_TIMELINE, foldEvent } from '../core/jobs/timeline/timeline.ts';
import type { Timeline } from '../core/jobs/timeline/timeline.ts';
import type { Connection } from './connection.ts';
import type { JobCenter } from './job-center.ts';

export interface JobTimelines extends Disposable {
  /** The id of a job whose timeline grew. */
  readonly onDidChange: Event<string>;
  /** As far as it is known; null for a job that nobody asked for and of which no event came. */
  of(job_id: string): Timeline | null;
  /** An event from a stream. */
  take(event: JobEvent): void;
  /** Read what is missing. Does nothing while nobody is signed in. */
  load(job_id: string): Promise<void>;
}

/** Others are read again when somebody looks at them. */
const MOST = 50;
const PAGE = 1000;

/** What the streams and the list of events tell of each job, for as many jobs as a person looks at. */
export function jobTimelines(connection: Connection, center: JobCenter): JobTimelines {
  const known = new Map<string, Timeline>();
  const loading = new Map<string, Promise<void>>();
  const changed = new EventEmitter<string>();

  function take(event: JobEvent): void {
    const before = known.get(event.job_id);
    // One that would leave a gap waits for `load`.
    if (event.seq !== (before?.last_seq ?? 0) + 1) return;
    known.delete(event.job_id);
    const after = foldEvent(before ?? EMPTY_TIMELINE, event);
    known.set(event.job_id, after);
    for (const id of [...known.keys()].slice(0, Math.max(0, known.size - MOST))) known.delete(id);
    if (looksDifferent(before ?? EMPTY_TIMELINE, after)) changed.fire(event.job_id);
  }

  async function read(job_id: string): Promise<void> {
    const client = await connection.known();
    if (!client) return;
    for (;;) {
      const after = known.get(job_id)?.last_seq ?? 0;
      const { items } = await client.call('jobs.events', { params: { job_id }, query: { after, limit: PAGE } });
      for (const event of items) take(event);
      if (items.length < PAGE) return;
    }
  }

  function load(job_id: string): Promise<void> {
    const running = loading.get(job_id);
    if (running) return running;
    const started = read(job_id).finally(() => loading.delete(job_id));
    loading.set(job_id, started);
    return started;
  }

  const listening = [
    center.onEvent(take),
    // The stream of a job that has ended is closed before its last lines came.
    center.onDidChange((job) => {
      const timeline = job && known.get(job.id);
      if (timeline && job.ended_at !== null && timeline.last_seq < job.last_seq) load(job.id).catch(() => undefined);
    }),
  ];
  return {
    onDidChange: changed.event,
    of: (job_id) => known.get(job_id) ?? null,
    take,
    load,
    dispose() {
      for (const each of listening) each.dispose();
      changed.dispose();
    },
  };
}

/** Most events are lines of the log, which no row shows. */
function looksDifferent(before: Timeline, after: Timeline): boolean {
  return before.stages !== after.stages || before.attempts !== after.attempts || before.credits !== after.credits;
}
