import assert from 'node:assert/strict';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { ExecutorError } from './executor-process.ts';
import type { Executor } from './executor-process.ts';
import { againWhenLost, takenBackWhenLost } from './outlive-executor.ts';

const failure = (code: string) => new ExecutorError({ code, message: code, next: '', paths: [] });
const LOST = failure('EXECUTOR_LOST');
const REFUSED = failure('WORKSPACE_CHANGED');
const workspace = { root: '/shop' } as Workspace;
const here = new AbortController().signal;

/** Fails in this order, then succeeds. */
function work(...failures: readonly Error[]): { (): Promise<string>; begun: number } {
  const run = Object.assign(
    () => {
      const next = failures[run.begun];
      run.begun += 1;
      return next ? Promise.reject(next) : Promise.resolve('done');
    },
    { begun: 0 },
  );
  return run;
}

describe('work under which the executor ends', () => {
  it('is begun again, and given up when it ends each time', async () => {
    const twice = work(LOST, LOST);
    assert.equal(await againWhenLost(twice, here), 'done');
    const always = work(LOST, LOST, LOST, LOST);
    await assert.rejects(againWhenLost(always, here), LOST);
    assert.equal(always.begun, 3);
  });

  it('is not begun again when it was refused, or nobody waits for it', async () => {
    const refused = work(REFUSED);
    await assert.rejects(againWhenLost(refused, here), REFUSED);
    const alone = work(LOST);
    await assert.rejects(againWhenLost(alone, AbortSignal.abort()), LOST);
    assert.deepEqual([refused.begun, alone.begun], [1, 1]);
  });

  it('is taken back at once if it was writing', async () => {
    const asked: string[] = [];
    const call = (method: string) => Promise.resolve(void asked.push(method));
    const executor = { call } as unknown as Pick<Executor, 'call'>;
    await assert.rejects(takenBackWhenLost(executor, workspace, work(REFUSED)), REFUSED);
    assert.deepEqual(asked, []);
    await assert.rejects(takenBackWhenLost(executor, workspace, work(LOST)), LOST);
    assert.deepEqual(asked, ['recover']);
    assert.equal(await takenBackWhenLost(executor, workspace, work()), 'done');
  });
});
