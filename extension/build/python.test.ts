import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskPayload, TaskResult } from '@iama/contracts/task/payload';
import { confinementForCalls } from '@iama/runner/lock/job/held-in';
import { needPython } from '@iama/runner/testing/need-python';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { unittestSuite } from '@iama/runner/tests-discovery/unittest-suites';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import type { FromExecutor, ParamsOf, ResultOf } from '../src/executor/protocol.ts';
import { bundleExecutor } from './bundle.ts';
import { copyRuntime } from './copy-runtime.ts';

const PRICE = `def price(net: int, quantity: int):
    if quantity >= 10:
        return net * quantity * 9 // 10
    return net * quantity
`;
const TEST = `import unittest
from price import price


class Price(unittest.TestCase):
    def test_costs(self):
        self.assertEqual(price(2, 1), 2)
`;

describe('the executor as it is packed', function () {
  this.timeout(180_000);
  let folder: string;
  let repository: TemporaryRepository;

  before(async function () {
    await needPython(this, 'unittest');
    // Below the system's own folder: what is not packed is not found.
    folder = await mkdtemp(join(tmpdir(), 'iama-executor-'));
    repository = temporaryRepository({ 'price.py': PRICE, 'tests/test_price.py': TEST });
    await bundleExecutor(folder);
    await copyRuntime(process.platform, process.arch, folder);
  });
  after(async () => {
    repository?.remove();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const perform = async (payload: TaskPayload): Promise<TaskResult> => {
    const outcome = await ask(folder, {
      workspace: await openWorkspace(repository.root),
      job_id: '019c0000-0000-7000-8000-000000000001',
      execution: { mode: 'LOCAL_NATIVE', docker_image: null, unconfined: true },
      patch: null,
      payload,
    });
    assert.equal(outcome.status, 'completed', JSON.stringify(outcome));
    assert('result' in outcome);
    return outcome.result;
  };
  const target = { kind: 'file', path: 'price.py' } as const;

  it('pins what a target in Python does, and measures how well', async function () {
    if ((await confinementForCalls()) === null) this.skip();
    const result = await perform({
      kind: 'run_tests',
      phase: 'baseline',
      suites: [unittestSuite('.', 1).suite],
      patch_artifact_id: null,
      timeout_ms: 60_000,
      lock: {
        runs: 1,
        budget_ms: 120_000,
        quarantined: [],
        plan: {
          recipe_id: 'goal',
          level: 'STANDARD',
          target,
          allowed_files: ['price.py'],
          exclude_finding_ids: [],
        },
      },
    });
    assert(result.kind === 'run_tests');
    const { lock } = result.run;
    assert.deepEqual(lock?.not_pinned, []);
    assert.deepEqual(
      lock?.pinned.map(({ path }) => path),
      ['price.py'],
    );
    assert((lock?.faults.noticed_by_written ?? 0) > 0, JSON.stringify(lock?.faults));
  });

  it('leaves Python to the command line where what checks a change is not packed, and says so', async () => {
    const result = await perform({ kind: 'collect_context', recipe_id: 'unused-variable', target });
    assert(result.kind === 'collect_context');
    const [plan] = result.plans;
    assert.deepEqual(plan?.findings, []);
    assert.match(JSON.stringify(result), /what checks changed Python \(ruff\) is not part of this package/);
  });
});

async function ask(folder: string, params: ParamsOf<'execute_task'>): Promise<ResultOf<'execute_task'>> {
  const env = { ...process.env, XDG_DATA_HOME: join(folder, 'data') };
  const child = fork(join(folder, 'main.mjs'), { env, execArgv: [] });
  try {
    child.send({ type: 'call', id: 1, method: 'execute_task', params });
    for (;;) {
      const [message] = (await once(child, 'message')) as [FromExecutor];
      if (message.type === 'failure') throw new Error(message.failure.message);
      if (message.type === 'result') return message.result as ResultOf<'execute_task'>;
    }
  } finally {
    child.disconnect();
    await once(child, 'exit');
  }
}
