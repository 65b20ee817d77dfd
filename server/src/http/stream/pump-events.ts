import type { ServerResponse } from 'node:http';
import type { JobEvent } from '@iama/contracts/job/event';
import type { EventFeed, Unsubscribe } from '../../app/events/event-feed.ts';
import { eventFrame, HELLO, KEEP_ALIVE, resyncFrame, STOPPING, TOKEN_EXPIRED } from './event-frame.ts';
import type { OpenStreams } from './open-streams.ts';

/** A reader that takes nothing for this long is gone, whatever its connection says. */
const STUCK_MS = 60_000;

export interface Pump {
  readonly feed: EventFeed;
  readonly streams: OpenStreams;
  readonly job_id: string;
  readonly after: number;
  /** Milliseconds until the access token runs out. */
  readonly token_left_ms: number;
  readonly keep_alive_ms: number;
}

/**
 * Writes a job's events to an open response until the reader leaves, the token runs out or we stop.
 * A reader that is slower than the job costs no memory: the subscription ends, and when the reader has caught up with
 * what was written, a new one goes on from there, out of the table.
 */
export function pumpEvents(response: ServerResponse, pump: Pump): void {
  let sent_seq = pump.after;
  let unsubscribe: Unsubscribe | null = null;
  let ended = false;
  let stuck: NodeJS.Timeout | undefined;

  const onEvents = (events: readonly JobEvent[]): void => {
    if (ended || events.length === 0) return;
    const first = events[0]?.seq ?? 0;
    if (first > sent_seq + 1) return end(resyncFrame(first - 1));
    response.write(events.map(eventFrame).join(''));
    sent_seq = events.at(-1)?.seq ?? sent_seq;
    if (response.writableNeedDrain) pause();
  };

  const follow = (): void => {
    clearTimeout(stuck);
    if (!ended) unsubscribe = pump.feed.subscribe(pump.job_id, sent_seq, onEvents);
  };

  const pause = (): void => {
    unsubscribe?.();
    unsubscribe = null;
    stuck = setTimeout(() => response.destroy(), STUCK_MS);
    response.once('drain', follow);
  };

  const leave = (): void => {
    if (ended) return;
    ended = true;
    unsubscribe?.();
    forget();
    clearInterval(beat);
    clearTimeout(expiry);
    clearTimeout(stuck);
  };

  const end = (last_words: string): void => {
    if (ended) return;
    leave();
    response.end(last_words);
  };

  const beat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(KEEP_ALIVE);
  }, pump.keep_alive_ms);
  const expiry = setTimeout(() => end(TOKEN_EXPIRED), Math.max(0, pump.token_left_ms));
  const forget = pump.streams.add(() => end(STOPPING));
  response.once('close', leave);
  response.once('error', leave);
  response.write(HELLO);
  follow();
}
