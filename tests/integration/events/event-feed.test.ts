import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { JobEvent } from '@iama/contracts/job/event';
import { pgEventFeed } from '@iama/server/db/feed/event-feed.pg';
import { listEvents } from '@iama/server/app/events/list-events';
import { heartbeatTask } from '@iama/server/app/tasks/heartbeat-task';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

/** Collects a subscription's events and says when it has reached a number. */
class Reader {
  readonly events: JobEvent[] = [];
  #wanted: { seq: number; done: () => void } | undefined;

  readonly take = (events: readonly JobEvent[]): void => {
    this.events.push(...events);
    if (this.#wanted && (this.events.at(-1)?.seq ?? 0) >= this.#wanted.seq) this.#wanted.done();
  };

  reach(seq: number): Promise<void> {
    if ((this.events.at(-1)?.seq ?? 0) >= seq) return Promise.resolve();
    return new Promise((done) => {
      this.#wanted = { seq, done };
    });
  }

  get seqs(): number[] {
    return this.events.map((event) => event.seq);
  }
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('the event feed', () => {
  let spine: Spine;
  let client: ScriptedClient;
  let say: (count: number) => Promise<number>;

  before(async () => {
    spine = await openSpine();
  });

  beforeEach(async () => {
    client = await ScriptedClient.begin(spine);
    const { task, lease_id } = await client.lease(await client.waitForTask('collect_context'));
    const input = { job_id: client.job_id, task_id: task.id, lease_id };
    say = async (count) => {
      const progress = Array.from({ length: count }, (_, index) => `line ${index}`);
      await heartbeatTask(spine, client.actor, { ...input, progress });
      return (await client.job()).last_seq;
    };
  });

  afterEach(() => client.close());

  after(() => spine.close());

  it('replays from any point, and goes on from there', async () => {
    const old = await say(20);
    for (const after of [0, 1, 7, old]) {
      const reader = new Reader();
      const unsubscribe = spine.feed.subscribe(client.job_id, after, reader.take);
      const last = await say(3);
      await reader.reach(last);
      assert.deepEqual(reader.seqs, upTo(last, after + 1));
      unsubscribe();
    }
  });

  it('gives the same rows as the polling fallback', async () => {
    const last = await say(5);
    const reader = new Reader();
    const unsubscribe = spine.feed.subscribe(client.job_id, 0, reader.take);
    await reader.reach(last);
    unsubscribe();
    const page = await listEvents(spine, client.actor, { job_id: client.job_id, after: 0, limit: 1000 });
    assert.deepEqual(reader.events, page.items);
    assert.equal(page.last_seq, last);
    const first = await listEvents(spine, client.actor, { job_id: client.job_id, after: 0, limit: 2 });
    assert.deepEqual([first.items.length, first.last_seq], [2, last]);
  });

  it('gives a long past whole and in order', async () => {
    for (let round = 0; round < 30; round += 1) await say(50);
    const last = await say(1);
    const reader = new Reader();
    const unsubscribe = spine.feed.subscribe(client.job_id, 0, reader.take);
    await reader.reach(last);
    assert.deepEqual(reader.seqs, upTo(last));
    unsubscribe();
  });

  it('serves followers at different points from one read, each without gaps or repeats', async () => {
    await say(10);
    const readers = [0, 3, 5, 0, 12].map((after) => {
      const reader = new Reader();
      return { after, reader, end: spine.feed.subscribe(client.job_id, after, reader.take) };
    });
    const last = await say(10);
    for (const { after, reader, end } of readers) {
      await reader.reach(last);
      assert.deepEqual(reader.seqs, upTo(last, after + 1));
      end();
    }
  });

  it('says nothing after a subscription has ended', async () => {
    const reader = new Reader();
    const other = new Reader();
    const unsubscribe = spine.feed.subscribe(client.job_id, 0, reader.take);
    const end = spine.feed.subscribe(client.job_id, 0, other.take);
    unsubscribe();
    const last = await say(2);
    await other.reach(last);
    end();
    assert.deepEqual(reader.events, []);
  });

  it('keeps others going when one follower throws', async () => {
    const end_bad = spine.feed.subscribe(client.job_id, 0, () => {
      throw new Error('a broken pipe');
    });
    const reader = new Reader();
    const end = spine.feed.subscribe(client.job_id, 0, reader.take);
    await reader.reach(await say(2));
    end_bad();
    end();
  });

  it('catches up when its LISTEN connection was cut', async () => {
    const reader = new Reader();
    const end = spine.feed.subscribe(client.job_id, 0, reader.take);
    await reader.reach(await say(1));
    const cut = await spine.db.execute(sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'iama-events' AND datname = current_database()`);
    assert.equal(cut.length, 1);
    const last = await say(4);
    await reader.reach(last);
    assert.deepEqual(reader.seqs, upTo(last));
    end();
  });

  it('finds rows that were never announced', async () => {
    const quiet = await pgEventFeed({ db: spine.db, direct_url: spine.url, log: spine.log, poll_ms: 20 });
    const reader = new Reader();
    const end = quiet.subscribe(client.job_id, 0, reader.take);
    const { last_seq } = await client.job();
    await reader.reach(last_seq);
    await spine.db.execute(sql`
      INSERT INTO job_events SELECT job_id, ${last_seq + 1}, org_id, at, type, level, batch_id, data
      FROM job_events WHERE job_id = ${client.job_id} AND seq = 1`);
    await reader.reach(last_seq + 1);
    await spine.db.execute(sql`UPDATE jobs SET last_seq = ${last_seq + 1} WHERE id = ${client.job_id}`);
    end();
    await quiet.close();
  });

  it('reads once for a burst of hints and for many followers', async () => {
    const readers = Array.from({ length: 200 }, () => new Reader());
    const ends = readers.map((reader) => spine.feed.subscribe(client.job_id, 0, reader.take));
    assert.equal(spine.feed.size >= 200, true);
    const last = await say(1);
    await Promise.all(readers.map((reader) => reader.reach(last)));
    await setImmediate();
    for (const { seqs } of readers) assert.deepEqual(seqs, upTo(last));
    for (const end of ends) end();
  });
});
