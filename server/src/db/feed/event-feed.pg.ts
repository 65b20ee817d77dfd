import postgres from 'postgres';
import type { EventFeed } from '../../app/events/event-feed.ts';
import type { Log } from '../../app/ports/log.ts';
import type { Database } from '../connect.ts';
import { EVENT_CHANNEL } from '../event-channel.ts';
import { readLogs } from './read-logs.ts';
import { Topics } from './topics.ts';

export interface EventFeedOptions {
  /** Where this process reads the table. */
  readonly db: Database;
  /** For LISTEN: not through a pooler, which receives nothing and says nothing. */
  readonly direct_url: string;
  readonly log: Log;
  /** How often the table is read without any hint. */
  readonly poll_ms?: number;
}

export interface PgEventFeed extends EventFeed {
  /** How many subscriptions there are. */
  readonly size: number;
  close(): Promise<void>;
}

/** Hints that arrive together are read together: longer than a round trip, far below what a person notices. */
const JOBS_PER_READ = 200;
const RETRY_MS = 500;

/**
 * One LISTEN connection and one reader for the whole process. A hint marks its job; the reader takes all marked jobs in
 * one query. So a burst of hints costs one read, and a thousand streams of one job cost as many as one.
 */
export async function pgEventFeed(options: EventFeedOptions): Promise<PgEventFeed> {
  const { db, log, direct_url, poll_ms = 5000 } = options;
  const topics = new Topics(log);
  const dirty = new Set<string>();
  let reading = false;
  let closed = false;

  function mark(job_ids: Iterable<string>): void {
    for (const job_id of job_ids) dirty.add(job_id);
    if (!reading && !closed && dirty.size > 0) void read();
  }

  async function read(): Promise<void> {
    reading = true;
    while (dirty.size > 0 && !closed) {
      const batch = [...dirty].slice(0, JOBS_PER_READ);
      for (const job_id of batch) dirty.delete(job_id);
      try {
        const cursors = topics.cursorsOf(batch);
        if (cursors.length === 0) continue;
        const { events, more } = await readLogs(db, cursors);
        topics.deliver(events);
        for (const job_id of more) dirty.add(job_id);
      } catch (error) {
        if (closed) break;
        log.warn({ error: String(error) }, 'The event log could not be read; it is tried again');
        for (const job_id of batch) dirty.add(job_id);
        await pause(RETRY_MS);
      }
    }
    reading = false;
  }

  const listener = postgres(direct_url, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: 'iama-events' },
  });
  await listener.listen(
    EVENT_CHANNEL,
    (hint) => {
      const [job_id = '', seq] = hint.split(':');
      if (topics.isBehind(job_id, Number(seq))) mark([job_id]);
    },
    // Also after a lost connection: what was announced meanwhile is in the table.
    () => mark(topics.ids()),
  );
  const poll = setInterval(() => mark(topics.ids()), poll_ms);
  poll.unref();

  return {
    get size() {
      return topics.size;
    },
    subscribe(job_id, after_seq, onEvents) {
      const unsubscribe = topics.add(job_id, after_seq, onEvents);
      mark([job_id]);
      return unsubscribe;
    },
    async close() {
      closed = true;
      clearInterval(poll);
      await listener.end({ timeout: 1 });
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
