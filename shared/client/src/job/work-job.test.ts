import assert from 'node:assert/strict';
import type { JobEvent } from '@iama/contracts/job/event';
import type { LeasedTask, TaskOutcome } from '@iama/contracts/task/task';
import { createClient } from '../create-client.ts';
import { frame, JOB_ID, logLine, pair, SESSION_ID, stream, task } from '../testing/samples.test.ts';
import { hangUp, json, problem, startScriptedServer } from '../testing/scripted-server.test.ts';
import type { ScriptedServer } from '../testing/scripted-server.test.ts';
import { testRuntime } from '../testing/test-runtime.test.ts';
import { memoryTokenStore } from '../token-store.ts';
import type { TaskExecutor } from './do-task.ts';
import { workJob } from './work-job.ts';
import type { JobWork } from './work-job.ts';

const TASK_ID = '0197a5c0-0000-7000-8000-0000000000b1';
const LEASE_ID = '0197a5c0-0000-7000-8000-0000000000c1';
const AT = `/api/v1/jobs/${JOB_ID}`;
const LEASE = `POST ${AT}/tasks/${TASK_ID}/lease`;
const RESULT = `POST ${AT}/tasks/${TASK_ID}/result`;
const HEARTBEAT = `POST ${AT}/tasks/${TASK_ID}/heartbeat`;
const RELEASE = `POST ${AT}/tasks/${TASK_ID}/release`;

const LEASED: LeasedTask = {
  task: task(TASK_ID),
  lease_id: LEASE_ID,
  heartbeat_ms: 9000,
  payload: { kind: 'characterize', target: { kind: 'folder', path: '.' } },
};
const OUTCOME: TaskOutcome = {
  status: 'completed',
  result: { kind: 'characterize', test_suites: [], reached_files: [], unreached_files: [] },
};
const requested = (seq: number, offer = 1): JobEvent => ({
  job_id: JOB_ID,
  seq,
  at: '2026-11-20T09:00:00.000Z',
  type: 'task_requested',
  level: 'info',
  batch_id: null,
  data: { task_id: TASK_ID, kind: 'characterize', offer },
});
const movedOn = (seq: number, epoch: number): JobEvent => ({
  job_id: JOB_ID,
  seq,
  at: '2026-11-20T09:00:00.000Z',
  type: 'state_change',
  level: 'info',
  batch_id: null,
  data: { from: 'ANALYZING', to: 'FAILED', epoch, event: 'cancel', failure: null },
});

describe('workJob', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
    server.on(`POST ${AT}/heartbeat`, json(200, { interval_ms: 30_000, grace_ms: 300_000, grace_deadline_at: null }));
    server.on(`GET ${AT}/tasks`, json(200, { items: [] }));
    server.on(`GET ${AT}/logs`, stream([frame(requested(1))], 'stay'));
    server.on(LEASE, json(200, LEASED));
    server.on(HEARTBEAT, json(200, { lease_expires_at: '2026-11-20T09:00:30.000Z' }));
    server.on(RESULT, json(200, { accepted: true, duplicate: false }));
    server.on(RELEASE, (_, response) => void response.writeHead(204).end());
  });
  afterEach(() => server.close());

  function start(execute: TaskExecutor, more: Partial<JobWork> = {}) {
    const runtime = testRuntime();
    const client = createClient({ base_url: server.url, tokens: memoryTokenStore(pair('one')), runtime });
    const ends: string[] = [];
    let noticed = (): void => {};
    const worker = workJob(client, {
      job_id: JOB_ID,
      client_session_id: SESSION_ID,
      execute,
      onEvent: () => {},
      onTaskEnd(_, end) {
        ends.push(end);
        noticed();
      },
      ...more,
    });
    const ended = async (count: number): Promise<void> => {
      while (ends.length < count) {
        await new Promise<void>((resolve) => {
          noticed = resolve;
        });
      }
    };
    return { worker, runtime, ends, ended };
  }
  const countOf = (route: string): number =>
    server.seen.filter((each) => `${each.method} ${each.path}` === route).length;

  it('does a task once, although it is on the stream twice and in the list', async () => {
    server.on(
      `GET ${AT}/logs`,
      stream([frame(requested(1)), frame(requested(2))], 'end'),
      stream([frame(requested(3)), frame(logLine(4))], 'stay'),
    );
    server.on(`GET ${AT}/tasks`, json(200, { items: [task(TASK_ID, { status: 'offered' })] }));
    let runs = 0;
    let sawAll = (): void => {};
    const all = new Promise<void>((resolve) => {
      sawAll = resolve;
    });
    const { worker, ended, ends, runtime } = start(
      () => {
        runs += 1;
        return Promise.resolve(OUTCOME);
      },
      { onEvent: (event) => event.seq === 4 && sawAll() },
    );
    await ended(1);
    await all;
    await worker.close();
    assert.equal(runs, 1);
    assert.deepEqual(ends, ['handed_in']);
    assert.deepEqual(server.seen.find((each) => each.path.endsWith('/result'))?.body, {
      lease_id: LEASE_ID,
      outcome: OUTCOME,
    });
    assert.deepEqual(server.seen.at(-1)?.body, { client_session_id: SESSION_ID, status: 'closing' });
    assert.deepEqual(runtime.running(), []);
  });

  it('hands the outcome in again when the answer was lost', async () => {
    server.on(RESULT, hangUp, json(200, { accepted: true, duplicate: true }));
    const { worker, ended, ends } = start(() => Promise.resolve(OUTCOME));
    await ended(1);
    await worker.close();
    assert.deepEqual(ends, ['handed_in']);
    assert.equal(countOf(RESULT), 2);
  });

  it('beats with the lines of progress while it works', async () => {
    let finish = (): void => {};
    const { worker, ended, runtime } = start((_, context) => {
      context.progress('half of it');
      return new Promise((resolve) => {
        finish = () => resolve(OUTCOME);
      });
    });
    await runtime.armed(9000);
    runtime.fire(9000);
    await server.arrived(HEARTBEAT, 1);
    await runtime.armed(9000);
    finish();
    await ended(1);
    await worker.close();
    assert.deepEqual(server.seen.find((each) => each.path.endsWith(`${TASK_ID}/heartbeat`))?.body, {
      lease_id: LEASE_ID,
      progress: ['half of it'],
    });
  });

  it('drops the work when the lease is lost, and takes the task up when it is offered again', async () => {
    server.on(HEARTBEAT, problem(409, 'LEASE_LOST'), json(200, { lease_expires_at: '2026-11-20T09:00:30.000Z' }));
    server.on(`GET ${AT}/logs`, async (request, response) => {
      await stream([frame(requested(1))], 'stay')(request, response);
      await server.arrived(HEARTBEAT, 1);
      response.write(frame(requested(2, 2)));
    });
    let runs = 0;
    const { worker, ended, ends, runtime } = start((_, { signal }) => {
      runs += 1;
      if (runs === 2) return Promise.resolve(OUTCOME);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(OUTCOME));
      });
    });
    await runtime.armed(9000);
    runtime.fire(9000);
    await ended(2);
    await worker.close();
    assert.deepEqual(ends, ['lost', 'handed_in']);
    assert.equal(countOf(RESULT), 1);
  });

  it('stops at once when the job moves on, and hands nothing in', async () => {
    server.on(`GET ${AT}/logs`, async (request, response) => {
      await stream([frame(requested(1))], 'stay')(request, response);
      await server.arrived(LEASE, 1);
      response.write(frame(movedOn(2, 2)));
    });
    const { worker, ended, ends } = start(
      (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(OUTCOME));
        }),
    );
    await ended(1);
    await worker.close();
    assert.deepEqual(ends, ['released']);
    assert.equal(countOf(RESULT), 0);
  });

  it('takes its own work up again after a crash, although it is not offered', async () => {
    server.on(`GET ${AT}/logs`, stream([], 'stay'));
    server.on(`GET ${AT}/tasks`, (request, response) =>
      json(200, { items: request.query.has('status') ? [] : [task(TASK_ID)] })(request, response),
    );
    const { worker, ended, ends } = start(() => Promise.resolve(OUTCOME));
    await ended(1);
    await worker.close();
    assert.deepEqual(ends, ['handed_in']);
  });

  it('leaves a task to the client that has it', async () => {
    server.on(LEASE, problem(409, 'TASK_LEASED'));
    const { worker, ended, ends } = start(() => assert.fail('it is not ours'));
    await ended(1);
    await worker.close();
    assert.deepEqual(ends, ['taken']);
  });

  it('reports an executor that throws as a failed task', async () => {
    const { worker, ended } = start(() => Promise.reject(new Error('a bug of ours')));
    await ended(1);
    await worker.close();
    const body = server.seen.find((each) => each.path.endsWith('/result'))?.body as { outcome: TaskOutcome };
    assert.equal(body.outcome.status, 'failed');
    assert.match(body.outcome.status === 'failed' ? body.outcome.failure.message : '', /a bug of ours/);
  });

  it('tells the job when its result is refused, instead of leaving it to wait', async () => {
    server.on(RESULT, problem(413, 'PAYLOAD_TOO_LARGE'), json(200, { accepted: true, duplicate: false }));
    const { worker, ended, ends } = start(() => Promise.resolve(OUTCOME));
    await ended(1);
    await worker.close();
    assert.deepEqual(ends, ['handed_in']);
    const body = server.seen.filter((each) => each.path.endsWith('/result')).at(-1)?.body as { outcome: TaskOutcome };
    assert.match(body.outcome.status === 'failed' ? body.outcome.failure.message : '', /PAYLOAD_TOO_LARGE/);
  });

  it('gives a half-done task back when it is closed', async () => {
    const { worker, ends, runtime } = start(
      (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(OUTCOME));
        }),
    );
    await runtime.armed(9000);
    await worker.close();
    assert.deepEqual(ends, ['released']);
    assert.equal(countOf(RELEASE), 1);
    assert.deepEqual(runtime.running(), []);
  });

  it('ends with the reason when the account has lost the job', async () => {
    server.on(`GET ${AT}/logs`, problem(404, 'NOT_FOUND'));
    const { worker } = start(() => Promise.resolve(OUTCOME));
    await assert.rejects(worker.ended, { code: 'NOT_FOUND' });
    await worker.close();
  });
});
