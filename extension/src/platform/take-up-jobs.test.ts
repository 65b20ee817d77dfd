import assert from 'node:assert/strict';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { Recovery } from '@iama/runner/apply/recover-transactions';
import type { ExecutorMethod, ParamsOf, ResultOf } from '../executor/protocol.ts';
import { ExecutorError } from './executor-process.ts';
import { takeUpJobs } from './take-up-jobs.ts';
import type { TakeUp } from './take-up-jobs.ts';

const CUT_SHORT: Recovery = {
  transaction_id: '1',
  job_id: 'a',
  kind: 'apply',
  outcome: 'rolled_back',
  left_alone: [],
};
const AWAY = new ApiError('SERVER_UNREACHABLE', 'No answer.', '');
const GONE = new ExecutorError({ code: 'NOT_A_REPOSITORY', message: 'No repository.', next: '', paths: [] });
const BUSY = new ExecutorError({ code: 'WORKSPACE_BUSY', message: 'Another process writes.', next: '', paths: [] });
const JOBS = [
  { job_id: 'a', root: '/shop' },
  { job_id: 'b', root: '/gone' },
  { job_id: 'c', root: '/shop' },
];

describe('the jobs of a window that is gone', () => {
  const client = {} as Client;
  let did: string[] = [];
  let parts: TakeUp;
  beforeEach(() => {
    did = [];
    parts = {
      executor: { call: executes },
      connect: () => Promise.resolve(client),
      takeUp: (_, { job_id }) => Promise.resolve(void did.push(`take up ${job_id}`)),
      pause: (ms) => Promise.resolve(void did.push(`wait ${ms}`)),
      warn: () => undefined,
      signal: new AbortController().signal,
    };
  });

  function executes<M extends ExecutorMethod>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>> {
    const { path, workspace } = params as { path?: string; workspace?: { root: string } };
    did.push(`${method} ${path ?? workspace?.root}`);
    if (path === '/gone') return Promise.reject(GONE);
    const result = method === 'recover' ? [CUT_SHORT] : { root: path };
    return Promise.resolve(result as ResultOf<M>);
  }

  it('are taken up after what it was writing has been taken back, each repository once', async () => {
    await takeUpJobs(JOBS, parts);
    assert.deepEqual(did, [
      'open_workspace /shop',
      'recover /shop',
      'open_workspace /gone',
      'take up a',
      'take up b',
      'take up c',
    ]);
  });

  it('have their files mended although no control plane answers, and are taken up once one does', async () => {
    const answers = [null, null, client];
    await takeUpJobs(JOBS.slice(0, 1), { ...parts, connect: () => Promise.resolve(answers.shift() ?? null) });
    assert.deepEqual(did, ['open_workspace /shop', 'recover /shop', 'wait 1000', 'wait 2000', 'take up a']);
  });

  it('have their files mended as soon as the executor of that window lets go of them', async () => {
    let busy = 2;
    await takeUpJobs(JOBS.slice(0, 1), {
      ...parts,
      executor: {
        call(method, params) {
          const done = executes(method, params);
          return method === 'recover' && busy-- > 0 ? Promise.reject(BUSY) : done;
        },
      },
    });
    assert.deepEqual(
      did.filter((each) => !each.startsWith('open')),
      ['recover /shop', 'wait 100', 'recover /shop', 'wait 200', 'recover /shop', 'take up a'],
    );
  });

  it('are taken up all the same when another process never lets go', async () => {
    const warned: string[] = [];
    await takeUpJobs(JOBS.slice(0, 1), {
      ...parts,
      executor: { call: (method, params) => (method === 'recover' ? Promise.reject(BUSY) : executes(method, params)) },
      warn: (line) => warned.push(line),
    });
    assert.equal(did.at(-1), 'take up a');
    assert.match(warned.join(), /Another process writes/);
  });

  it('do not wait for one that cannot be taken up, and none is taken up twice', async () => {
    let tries = 0;
    await takeUpJobs(JOBS, {
      ...parts,
      takeUp(_, { job_id }) {
        did.push(`take up ${job_id}`);
        if (job_id === 'b') return Promise.reject(GONE);
        if (job_id === 'a' && (tries += 1) < 3) return Promise.reject(AWAY);
        return Promise.resolve();
      },
    });
    const taken = did.filter((each) => each.startsWith('take up'));
    assert.deepEqual(taken, ['take up a', 'take up b', 'take up c', 'take up a', 'take up a']);
  });

  it('are left to the next window when this one goes', async () => {
    const stop = new AbortController();
    await takeUpJobs(JOBS, {
      ...parts,
      signal: stop.signal,
      connect: () => Promise.resolve(null),
      pause: () => Promise.resolve(stop.abort()),
    });
    assert.deepEqual(
      did.filter((each) => each.startsWith('take up')),
      [],
    );
  });
});
