import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JobEvent } from '@iama/contracts/job/event';
import { createClient } from '../create-client.ts';
import { memoryTokenStore } from '../token-store.ts';
import { eventList, frame, JOB_ID, logLine, pair, stream } from '../testing/samples.test.ts';
import { hangUp, json, problem, startScriptedServer } from '../testing/scripted-server.test.ts';
import type { ScriptedServer } from '../testing/scripted-server.test.ts';
import { testRuntime } from '../testing/test-runtime.test.ts';
import { streamJobEvents } from './stream-job-events.ts';
import type { StreamStatus } from './stream-job-events.ts';
import { STREAM_TIMING } from './timing.ts';

const LOGS = `/api/v1/jobs/${JOB_ID}/logs`;
const STREAM = `GET ${LOGS}`;
const LIST = `GET /api/v1/jobs/${JOB_ID}/events`;
const frames = (from: number, to: number): string[] => {
  const list: string[] = [];
  for (let seq = from; seq <= to; seq += 1) list.push(frame(logLine(seq)));
  return list;
};

const resync = (last_seq: number): string => `event: resync\ndata: {"last_seq":${last_seq}}\n\n`;

describe('streamJobEvents', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  function open(more: { after?: number; expires?: string } = {}) {
    const runtime = testRuntime();
    const tokens = memoryTokenStore(pair('one', more.expires));
    const client = createClient({ base_url: server.url, tokens, runtime });
    const statuses: StreamStatus[] = [];
    const stop = new AbortController();
    const events = streamJobEvents(client, {
      job_id: JOB_ID,
      after: more.after,
      signal: stop.signal,
      // Below what the runtime of the tests fires at once, however often a try fails.
      timing: { ...STREAM_TIMING, back_off: { base_ms: 250, cap_ms: 2000 } },
      onStatus: (status) => statuses.push(status),
    });
    return { runtime, events, statuses, stop };
  }

  /** Reads up to event `last` and leaves; everything must be there once, in order, and nothing left running. */
  async function expectUpTo(last: number, opened: ReturnType<typeof open>, first = 1): Promise<void> {
    const seqs: number[] = [];
    for await (const event of opened.events) {
      seqs.push(event.seq);
      if (event.seq === last) break;
    }
    assert.deepEqual(
      seqs,
      Array.from({ length: last - first + 1 }, (_, index) => index + first),
    );
    assert.deepEqual(opened.runtime.running(), []);
  }
  const cursors = (): (string | undefined)[] =>
    server.seen.filter((each) => each.path === LOGS).map((each) => each.headers['last-event-id'] as string);

  it('gives out what the server sends, with every character whole', async () => {
    const bytes = new TextEncoder().encode(frame(logLine(1)));
    server.on(STREAM, stream([': hello\n\n', ...Array.from(bytes, (byte) => Uint8Array.of(byte))], 'stay'));
    const { events, runtime } = open();
    const first = (await events.next()).value as JobEvent;
    assert.deepEqual(first, logLine(1));
    await events.return();
    assert.deepEqual(runtime.running(), []);
  });

  it('begins after the given event', async () => {
    server.on(STREAM, stream(frames(8, 9), 'stay'));
    await expectUpTo(9, open({ after: 7 }), 8);
    assert.deepEqual(cursors(), ['7']);
  });

  it('resumes where it was cut, also in the middle of an event', async () => {
    const [one, two, three] = frames(1, 3) as [string, string, string];
    server.on(
      STREAM,
      stream([one, two.slice(0, 40)], 'cut'),
      stream([two, three.slice(0, -1)], 'cut'),
      stream([three], 'stay'),
    );
    await expectUpTo(3, open());
    assert.deepEqual(cursors(), ['0', '1', '2']);
  });

  it('goes on after the server ends the stream, is away, hangs up or asks to wait', async () => {
    server.on(
      STREAM,
      stream(frames(1, 1), 'end'),
      hangUp,
      problem(503, 'UNAVAILABLE'),
      problem(429, 'RATE_LIMITED', { 'retry-after': '1' }),
      stream(frames(2, 2), 'stay'),
    );
    const opened = open();
    await expectUpTo(2, opened);
    assert.ok(opened.runtime.waits.some((ms) => ms >= 2000));
  });

  it('leaves out what it has given out before', async () => {
    server.on(STREAM, stream([...frames(1, 3), ...frames(2, 3), ...frames(1, 4)], 'stay'));
    await expectUpTo(4, open());
  });

  it('reads from the list what the stream skipped', async () => {
    server.on(STREAM, stream([...frames(1, 2), ...frames(5, 6)], 'stay'));
    server.on(LIST, hangUp, eventList(4));
    await expectUpTo(6, open());
  });

  it('reads from the list what the stream garbled', async () => {
    server.on(
      STREAM,
      stream([...frames(1, 1), 'id: 2\ndata: {"seq": 2, "ty\n\n'], 'stay'),
      stream(frames(4, 4), 'stay'),
    );
    server.on(LIST, eventList(3));
    await expectUpTo(4, open());
  });

  it('reads the list anew when the server says that the cursor is too old', async () => {
    server.on(STREAM, stream([resync(10)], 'end'), stream(frames(13, 13), 'stay'));
    server.on(LIST, (_, response) => {
      response.end(JSON.stringify({ items: [logLine(11), logLine(12)], last_seq: 12 }));
    });
    await expectUpTo(13, open({ after: 3 }), 11);
  });

  it('goes on with the log as it is when its own cursor is ahead of it', async () => {
    server.on(STREAM, stream([resync(4)], 'end'), stream(frames(5, 6), 'stay'));
    await expectUpTo(6, open({ after: 90 }), 5);
    assert.deepEqual(cursors(), ['90', '4']);
  });

  it('takes the hint that the token has run out, and connects again with a new one', async () => {
    server.on(
      STREAM,
      stream([...frames(1, 1), 'event: token_expired\ndata: {}\n\n'], 'end'),
      stream(frames(2, 2), 'stay'),
    );
    server.on('POST /api/v1/auth/refresh', json(200, pair('two')));
    await expectUpTo(2, open());
    assert.equal(server.seen.at(-1)?.headers.authorization, 'Bearer access-two');
  });

  it('survives a server that is away just when the token has run out', async () => {
    const away = Array.from({ length: 6 }, () => problem(503, 'UNAVAILABLE'));
    server.on(STREAM, problem(401, 'TOKEN_EXPIRED'), problem(401, 'TOKEN_EXPIRED'), stream(frames(1, 1), 'stay'));
    server.on('POST /api/v1/auth/refresh', ...away, json(200, pair('two')));
    await expectUpTo(1, open());
  });

  it('passes over messages of a kind it does not know', async () => {
    server.on(STREAM, stream(['event: weather\ndata: rain\n\n', ...frames(1, 1)], 'stay'));
    await expectUpTo(1, open());
  });

  it('says so, rather than going on, when the list itself has a hole', async () => {
    server.on(STREAM, stream(frames(5, 5), 'stay'));
    server.on(LIST, json(200, { items: [logLine(4)], last_seq: 5 }));
    await assert.rejects(open().events.next(), { code: 'BAD_RESPONSE' });
  });

  it('drops a connection on which nothing comes any more', async () => {
    server.on(STREAM, stream(frames(1, 1), 'stay'), stream(frames(2, 2), 'stay'));
    const opened = open();
    assert.equal(((await opened.events.next()).value as JobEvent).seq, 1);
    const second = opened.events.next();
    await opened.runtime.armed(STREAM_TIMING.stall_ms);
    opened.runtime.fire(STREAM_TIMING.stall_ms);
    assert.equal(((await second).value as JobEvent).seq, 2);
    assert.deepEqual(cursors(), ['0', '1']);
    await opened.events.return();
  });

  it('polls when no byte of the stream gets through', async () => {
    server.on(STREAM, () => {});
    server.on(LIST, eventList(2));
    const opened = open();
    const first = opened.events.next();
    await server.arrived(STREAM, 1);
    opened.runtime.fire(STREAM_TIMING.first_byte_ms);
    assert.equal(((await first).value as JobEvent).seq, 1);
    await expectUpTo(2, opened, 2);
    assert.deepEqual(opened.statuses, ['connecting', 'polling']);
  });

  it('polls when something answers that is no stream, and tries the stream again later', async () => {
    server.on(STREAM, (_, response) => void response.end('<html>'), stream(frames(3, 3), 'stay'));
    let polls = 0;
    server.on(LIST, (request, response) => {
      polls += 1;
      if (polls === 2) opened.runtime.advance({ monotonic: STREAM_TIMING.stream_again_ms });
      return eventList(2)(request, response);
    });
    const opened = open();
    await expectUpTo(3, opened);
    assert.deepEqual(opened.statuses, ['connecting', 'polling', 'polling', 'connecting', 'streaming']);
  });

  it('gets a new token after a 401 and goes on from the same event', async () => {
    server.on(STREAM, stream(frames(1, 2), 'end'), problem(401, 'TOKEN_EXPIRED'), stream(frames(3, 3), 'stay'));
    server.on('POST /api/v1/auth/refresh', json(200, pair('two')));
    await expectUpTo(3, open());
    const last = server.seen.at(-1);
    assert.equal(last?.headers.authorization, 'Bearer access-two');
    assert.equal(last?.headers['last-event-id'], '2');
  });

  it('changes connections before the token runs out, without losing or repeating an event', async () => {
    server.on(STREAM, stream(frames(1, 1), 'stay'), stream(frames(2, 2), 'stay'));
    server.on('POST /api/v1/auth/refresh', json(200, pair('two', '2026-11-20T11:00:00.000Z')));
    const opened = open({ expires: '2026-11-20T09:10:00.000Z' });
    assert.equal(((await opened.events.next()).value as JobEvent).seq, 1);
    const second = opened.events.next();
    await opened.runtime.armed(STREAM_TIMING.stall_ms);
    opened.runtime.advance({ wall: 9 * 60_000, monotonic: 9 * 60_000 });
    opened.runtime.fire(9 * 60_000);
    assert.equal(((await second).value as JobEvent).seq, 2);
    assert.equal(server.seen.at(-1)?.headers.authorization, 'Bearer access-two');
    assert.deepEqual(cursors(), ['0', '1']);
    await opened.events.return();
  });

  it('ends with the reason when the session is over or the job does not exist', async () => {
    server.on(STREAM, problem(401, 'TOKEN_EXPIRED'));
    server.on('POST /api/v1/auth/refresh', problem(401, 'REFRESH_TOKEN_REUSED'));
    await assert.rejects(open().events.next(), { code: 'REFRESH_TOKEN_REUSED' });
    server.on(STREAM, problem(404, 'NOT_FOUND'));
    await assert.rejects(open().events.next(), { code: 'NOT_FOUND' });
  });

  it('ends when it is told to, and leaves nothing running', async () => {
    server.on(STREAM, stream(frames(1, 1), 'stay'));
    const opened = open();
    await opened.events.next();
    const second = opened.events.next();
    opened.stop.abort();
    assert.equal((await second).done, true);
    assert.deepEqual(opened.runtime.running(), []);
  });

  it('gives out every event once and in order, however the connections break', async () => {
    const LAST = 12;
    const breakage = fc.record({
      from: fc.integer({ min: -3, max: 2 }),
      count: fc.integer({ min: 0, max: 5 }),
      cut_at: fc.integer({ min: 0, max: 60 }),
      end: fc.constantFrom('end' as const, 'cut' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(breakage, { maxLength: 8 }), async (breakages) => {
        server.on(LIST, eventList(LAST));
        server.on(
          STREAM,
          ...breakages.map(
            ({ from, count, cut_at, end }) =>
              async (...[request, response]: Parameters<ReturnType<typeof stream>>) => {
                const first = Math.max(1, Number(request.headers['last-event-id']) + 1 + from);
                const parts = frames(first, Math.min(LAST, first + count));
                const cut = parts.pop()?.slice(0, cut_at) ?? '';
                await stream([...parts, cut], end)(request, response);
              },
          ),
          stream(frames(1, LAST), 'stay'),
        );
        await expectUpTo(LAST, open());
      }),
      { numRuns: 60 },
    );
  });
});
