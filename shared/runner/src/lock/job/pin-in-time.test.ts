import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { executeTask } from '../../tasks/execute-task.ts';
import { temporaryRepository } from '../../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../../testing/temporary-repository.ts';
import { discoverSuites } from '../../tests-discovery/discover-suites.ts';
import { openWorkspace } from '../../workspace/open-workspace.ts';
import { readTree } from '../../workspace/read-tree.ts';
import { confinementForCalls } from './held-in.ts';
import { ON_THIS_MACHINE } from '../../sandbox/execution.ts';

const FILES = {
  'package.json': JSON.stringify({ name: 'cart', type: 'module', scripts: { test: 'node --test' } }),
  'src/add.js':
    'function forgotten() {}\nexport const add = (a, b) => a + b;\nexport const spin = () => { for (;;); };\n',
  'test/add.test.js': [
    "import test from 'node:test';",
    "import assert from 'node:assert';",
    "import { add } from '../src/add.js';",
    "test('adds', () => assert.equal(add(1, 2), 3));",
  ].join('\n'),
};
const PLAN = {
  recipe_id: 'unused-code' as const,
  level: 'STANDARD' as const,
  target: { kind: 'file' as const, path: 'src/add.js' },
  allowed_files: ['src/add.js'],
  exclude_finding_ids: [],
};

describe('pinning code with a call that never ends', function () {
  this.timeout(120_000);
  let repository: TemporaryRepository;

  before(async function () {
    // Elsewhere no call is made.
    if ((await confinementForCalls()) === null) this.skip();
  });
  beforeEach(() => {
    repository = temporaryRepository(FILES);
  });
  afterEach(() => repository.remove());

  async function baseline(
    budget_ms: number,
    signal: AbortSignal,
    progress: (line: string) => void,
  ): Promise<TaskOutcome> {
    const workspace = await openWorkspace(repository.root);
    const suites = discoverSuites((await readTree(workspace)).tree).map(({ suite }) => suite);
    const lock = { runs: 1, budget_ms, quarantined: [], plan: PLAN };
    const fetchPatch = () => Promise.reject(new Error('there is none'));
    return await executeTask(
      { kind: 'run_tests', phase: 'baseline', suites, patch_artifact_id: null, timeout_ms: 60_000, lock },
      {
        workspace,
        data_dir: repository.data_dir,
        job_id: 'job-1',
        execution: ON_THIS_MACHINE,
        fetchPatch,
        signal,
        progress,
      },
    );
  }

  it('stops within five seconds of a cancel and leaves nothing behind', async () => {
    const abort = new AbortController();
    let cancelledAt = 0;
    const task = baseline(60_000, abort.signal, (line) => {
      if (!line.startsWith('Pinning')) return;
      cancelledAt = performance.now();
      abort.abort();
    });
    await assert.rejects(task, { code: 'CANCELLED' });
    assert.ok(cancelledAt > 0 && performance.now() - cancelledAt < 5000);
    assert.deepEqual(leftBehind(), []);
  });

  it('gives up when the time is up, and says so', async () => {
    const outcome = await baseline(4000, new AbortController().signal, () => undefined);
    assert(outcome.status === 'completed' && outcome.result.kind === 'run_tests', JSON.stringify(outcome));
    const { lock } = outcome.result.run;
    assert.deepEqual(lock?.not_pinned, [{ path: 'src/add.js', reason: 'The time for it was up.' }]);
    assert.match(lock.none_because ?? '', /None of the files/);
    assert.deepEqual(leftBehind(), []);
  });
});

/** Processes and folders of this process's runs. */
function leftBehind(): readonly string[] {
  const own = `run-${process.pid}-`;
  const parent = join(tmpdir(), `iama-runs-${process.getuid?.() ?? 'user'}`);
  const folders = existsSync(parent) ? readdirSync(parent).filter((name) => name.startsWith(own)) : [];
  const processes = readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'latin1').includes(`IAMA_RUN=${own}`);
    } catch {
      // It has ended.
      return false;
    }
  });
  return [...folders, ...processes];
}
