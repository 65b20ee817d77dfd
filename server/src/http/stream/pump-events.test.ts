import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { JobEvent } from '@iama/contracts/job/event';
import type { EventFeed } from '../../app/events/event-feed.ts';
import { openStreams } from './open-streams.ts';
import type { OpenStreams } from './open-streams.ts';
import { pumpEvents } from './pump-events.ts';
import type { Pump } from './pump-events.ts';

const JOB_ID = '01a1f8b1-4ad6-794d-b713-d4241ecd7642';

describe('pumpEvents', () => {
  let server: Server;
  let feed: FakeFeed;
  let streams: OpenStreams;
  let response: ServerResponse;
  let reader: IncomingMessage;
  let got: string;
  let ended: Promise<unknown>;

  beforeEach(async () => {
    feed = new FakeFeed();
    streams = openStreams();
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    reader.destroy();
    server.closeAllConnections();
    server.close();
  });

  const open = async (more: Partial<Pump> = {}): Promise<void> => {
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    const request = get({ port: address.port, host: '127.0.0.1', agent: false });
    [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
    pumpEvents(response, {
      feed,
      streams,
      job_id: JOB_ID,
      after: 0,
      token_left_ms: 3_600_000,
      keep_alive_ms: 3_600_000,
      ...more,
    });
    [reader] = (await once(request, 'response')) as [IncomingMessage];
    got = '';
    reader.setEncoding('utf8').on('data', (chunk: string) => (got += chunk));
    ended = once(reader, 'end');
  };

  /** All that the reader has got, once `wanted` is in it. */
  const readUntil = async (wanted: string): Promise<string> => {
    while (!got.includes(wanted)) await once(reader, 'data');
    return got;
  };

  it('greets at once and writes what the feed brings, each with its number', async () => {
    await open({ after: 4 });
    assert.equal(feed.after, 4);
    const greeting = await readUntil('\n\n');
    assert.match(greeting, /^: connected/);
    feed.bring(5, 6);
    const read = await readUntil('id: 6');
    assert.match(read, /id: 5\ndata: \{.*"seq":5.*\}\n\nid: 6\n/);
  });

  it('shows that it lives while nothing happens', async () => {
    await open({ keep_alive_ms: 1 });
    await readUntil(': keep-alive\n\n');
  });

  it('ends with a word about it when the token runs out', async () => {
    await open({ token_left_ms: 5 });
    const read = await readUntil('event: token_expired');
    assert.match(read, /: token-expired\n\nevent: token_expired\ndata: \{\}\n\n$/);
    await ended;
    assert.equal(feed.subscribers, 0);
    assert.equal(streams.size(), 0);
  });

  it('ends in order when the server stops', async () => {
    await open();
    streams.endAll();
    await readUntil(': server-stopping');
    await ended;
    assert.equal(feed.subscribers, 0);
  });

  it('lets go of everything when the reader leaves', async () => {
    await open();
    reader.destroy();
    await once(response, 'close');
    assert.equal(feed.subscribers, 0);
    assert.equal(streams.size(), 0);
  });

  it('asks for a resync when the log begins after the cursor', async () => {
    await open({ after: 2 });
    feed.bring(9, 10);
    const read = await readUntil('event: resync');
    assert.match(read, /event: resync\ndata: \{"last_seq":8\}\n\n$/);
    await ended;
  });

  it('holds nothing for a reader that does not read, and goes on from there when it does', async () => {
    await open();
    reader.pause();
    let seq = 0;
    while (feed.subscribers > 0) feed.bring((seq += 1), seq, 'x'.repeat(7000));
    const written = response.writableLength;
    assert.ok(written < 1_000_000, `${written} bytes are waiting`);
    feed.expectSubscriber();
    reader.resume();
    await feed.subscribed;
    assert.equal(feed.after, seq);
    feed.bring(seq + 1, seq + 1);
    await readUntil(`id: ${seq + 1}\n`);
  });
});

class FakeFeed implements EventFeed {
  after = -1;
  subscribers = 0;
  subscribed: Promise<void> = Promise.resolve();
  #noteSubscriber: () => void = () => undefined;
  #onEvents: (events: readonly JobEvent[]) => void = () => undefined;

  subscribe(_job_id: string, after_seq: number, onEvents: (events: readonly JobEvent[]) => void): () => void {
    this.after = after_seq;
    this.subscribers += 1;
    this.#onEvents = onEvents;
    this.#noteSubscriber();
    return () => {
      this.subscribers -= 1;
    };
  }

  expectSubscriber(): void {
    this.subscribed = new Promise((resolve) => (this.#noteSubscriber = resolve));
  }

  bring(from: number, to: number, message = 'hello'): void {
    const events: JobEvent[] = [];
    for (let seq = from; seq <= to; seq += 1) {
      const at = '2026-11-20T09:30:00.000Z';
      events.push({
        job_id: JOB_ID,
        seq,
        at,
        type: 'log_line',
        level: 'info',
        batch_id: null,
        data: { message, source: 'server' },
      });
    }
    this.#onEvents(events);
  }
}
