import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { patchOf } from '../core/testing/sample-patch.ts';
import { executorProcess } from './executor-process.ts';
import type { Executor } from './executor-process.ts';
import { ON_THIS_MACHINE } from '@iama/runner/sandbox/execution';

const MAIN = fileURLToPath(new URL('../executor/main.ts', import.meta.url));
const ID = '019a0000-0000-7000-8000-000000000001';

describe('the executor beside the extension host', function () {
  this.timeout(30_000);
  let folder = '';
  let executor: Executor;
  const pids: number[] = [];

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'iama-executor-')));
    process.env['IAMA_HOME'] = join(folder, 'home');
    executor = executorProcess(
      MAIN,
      () => undefined,
      (pid) => pids.push(pid),
    );
    await executor.call('make_sample', { root: join(folder, 'shop') });
  });
  after(() => {
    executor.dispose();
    delete process.env['IAMA_HOME'];
    rmSync(folder, { recursive: true, force: true });
  });

  it('reads a repository and says what it would do, telling how it goes on', async () => {
    const workspace = await executor.call('open_workspace', { path: join(folder, 'shop') });
    assert.equal(workspace.root, join(folder, 'shop'));
    const target = { kind: 'folder' as const, path: '.' };
    const checked = await executor.call('preflight', {
      workspace,
      target,
      recipe_id: 'unused-code',
      execution: ON_THIS_MACHINE,
    });
    assert.notEqual(checked.verdict, 'blocked');
    const lines: string[] = [];
    const payload = { kind: 'collect_context' as const, recipe_id: 'unused-code' as const, target };
    const outcome = await executor.call(
      'execute_task',
      { workspace, job_id: ID, execution: ON_THIS_MACHINE, payload, patch: null },
      { progress: (line) => lines.push(line) },
    );
    assert.ok(outcome.status === 'completed' && outcome.result.kind === 'collect_context');
    assert.ok(outcome.result.plans.some((plan) => plan.finding_count > 0));
    assert.match(lines.join('\n'), /^Read \d+ of \d+ files/);
  });

  it('refuses with the runner’s code and what to do next', async () => {
    await assert.rejects(executor.call('open_workspace', { path: join(folder, 'nowhere') }), {
      code: 'NOT_A_REPOSITORY',
      next: /path of a file or folder that is there/,
    });
  });

  it('stops what is cancelled', async () => {
    const workspace = await executor.call('open_workspace', { path: join(folder, 'shop') });
    const abort = new AbortController();
    const payload = { kind: 'characterize' as const, target: { kind: 'folder' as const, path: '.' } };
    const running = executor.call(
      'execute_task',
      { workspace, job_id: ID, execution: ON_THIS_MACHINE, payload, patch: null },
      { signal: abort.signal },
    );
    abort.abort();
    await assert.rejects(running, { code: 'CANCELLED' });
    await assert.rejects(
      executor.call('open_workspace', { path: folder }, { signal: abort.signal }),
      { code: 'CANCELLED' },
      'not even begun',
    );
  });

  it('fails what was under way when its process is killed, and starts anew', async () => {
    const workspace = await executor.call('open_workspace', { path: join(folder, 'shop') });
    const payload = { kind: 'characterize' as const, target: { kind: 'folder' as const, path: '.' } };
    const running = executor.call('execute_task', {
      workspace,
      job_id: ID,
      execution: ON_THIS_MACHINE,
      payload,
      patch: null,
    });
    process.kill(pids.at(-1) ?? 0, 'SIGKILL');
    await assert.rejects(running, { code: 'EXECUTOR_LOST' });
    assert.equal((await executor.call('open_workspace', { path: workspace.root })).root, workspace.root);
    assert.equal(pids.length, 2);
  });

  it('keeps the note of an act until the control plane knows of it, and forgets one that never happened', async () => {
    const workspace = await executor.call('open_workspace', { path: join(folder, 'shop') });
    await executor.call('remember_job', { job_id: ID, url: 'http://127.0.0.1:1', root: workspace.root });
    const patch = { schema_version: 1 as const, files: [], lines_added: 0, lines_removed: 0 };
    const files = [{ path: 'src/cart.js', before_sha256: null, after_sha256: 'a'.repeat(64) }];
    const record = { scope: 'all' as const, hunk_ids: [], files, subset_verdict: null };
    const apply = { workspace, job_id: ID, patch, record: { kind: 'apply' as const, record } };
    await assert.rejects(executor.call('apply', apply), { code: 'PATCH_DOES_NOT_APPLY' });
    assert.equal(await executor.call('untold', { job_id: ID }), null);
  });

  it('says what became of an act only when it is over: a look in the middle of it forgets nothing', async () => {
    const workspace = await executor.call('open_workspace', { path: join(folder, 'shop') });
    await executor.call('remember_job', { job_id: ID, url: 'http://127.0.0.1:1', root: workspace.root });
    const patch = patchOf(
      ...Array.from({ length: 20 }, (_, index) => ({
        path: `new-${index}.txt`,
        change: 'create' as const,
        base_sha256: null,
        result_sha256: createHash('sha256').update('new\n').digest('hex'),
        edits: [{ start: 0, end: 0, replacement: 'new\n', finding_id: 'f' }],
      })),
    );
    const files = [...(await executor.call('planned_files', { patch }))];
    const record = { scope: 'all' as const, hunk_ids: [], files, subset_verdict: null };
    const applied = executor.call('apply', { workspace, job_id: ID, patch, record: { kind: 'apply', record } });
    while (!existsSync(join(folder, 'home/data/workspaces'))) await executor.call('planned_files', { patch });
    const looked = executor.call('untold', { job_id: ID });
    await applied;
    assert.equal((await looked)?.kind, 'apply');
    assert.equal((await executor.call('untold', { job_id: ID }))?.kind, 'apply');
  });
});
