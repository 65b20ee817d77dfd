import type { JobEvent } from '@iama/contracts/job/event';
import type { Unsubscribe } from '../../app/events/event-feed.ts';
import type { Log } from '../../app/ports/log.ts';

interface Subscriber {
  cursor: number;
  readonly onEvents: (events: readonly JobEvent[]) => void;
}

export interface Cursor {
  readonly job_id: string;
  readonly after: number;
}

/** Who follows which job, and how far each has read. */
export class Topics {
  readonly #topics = new Map<string, Set<Subscriber>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  get size(): number {
    let size = 0;
    for (const subscribers of this.#topics.values()) size += subscribers.size;
    return size;
  }

  ids(): string[] {
    return [...this.#topics.keys()];
  }

  add(job_id: string, after_seq: number, onEvents: Subscriber['onEvents']): Unsubscribe {
    const subscribers = this.#topics.get(job_id) ?? new Set();
    this.#topics.set(job_id, subscribers);
    const subscriber = { cursor: after_seq, onEvents };
    subscribers.add(subscriber);
    return () => {
      subscribers.delete(subscriber);
      if (subscribers.size === 0 && this.#topics.get(job_id) === subscribers) this.#topics.delete(job_id);
    };
  }

  /** Does somebody follow this job who has not read `seq`? */
  isBehind(job_id: string, seq: number): boolean {
    const subscribers = this.#topics.get(job_id);
    return subscribers !== undefined && [...subscribers].some(({ cursor }) => cursor < seq);
  }

  /** From where each of these jobs must be read, so that its slowest follower misses nothing. */
  cursorsOf(job_ids: readonly string[]): Cursor[] {
    return job_ids.flatMap((job_id) => {
      const subscribers = this.#topics.get(job_id);
      if (subscribers === undefined) return [];
      return [{ job_id, after: Math.min(...[...subscribers].map(({ cursor }) => cursor)) }];
    });
  }

  deliver(events: ReadonlyMap<string, readonly JobEvent[]>): void {
    for (const [job_id, all] of events) {
      for (const subscriber of this.#topics.get(job_id) ?? []) deliverTo(subscriber, all, this.#log);
    }
  }
}

function deliverTo(subscriber: Subscriber, all: readonly JobEvent[], log: Log): void {
  const first = all[0]?.seq;
  // A follower that joined during the read, further back than it began, is served by the read it asked for itself.
  if (first === undefined || first > subscriber.cursor + 1) return;
  const fresh = first === subscriber.cursor + 1 ? all : all.filter(({ seq }) => seq > subscriber.cursor);
  const last = fresh.at(-1);
  if (last === undefined) return;
  subscriber.cursor = last.seq;
  try {
    subscriber.onEvents(fresh);
  } catch (error) {
    log.error({ job_id: last.job_id, error: String(error) }, 'A follower of a job failed');
  }
}
