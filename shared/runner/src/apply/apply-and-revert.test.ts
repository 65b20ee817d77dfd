import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Patch } from '@iama/contracts/patch/patch';
import { buildPatch } from '@iama/engine/patch/build-patch';
import type { FileChange } from '@iama/engine/patch/file-change';
import { RunnerError } from '../errors/runner-error.ts';
import { revertJob } from '../revert/revert-job.ts';
import { undoRevert } from '../revert/undo-revert.ts';
import { faultyDisk } from '../testing/faulty-disk.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { treeDigest } from '../testing/tree-digest.ts';
import { encodeText } from '../workspace/encode-text.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { readTree } from '../workspace/read-tree.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { applyPatchToDisk } from './apply-patch-to-disk.ts';
import { recoverTransactions } from './recover-transactions.ts';
import { selectAccepted } from './select-accepted.ts';

const RUN_AND_DIE = fileURLToPath(new URL('../testing/run-and-die.ts', import.meta.url));
const JOB = 'job-1';

describe('applying a patch and taking it back', () => {
  let repository: TemporaryRepository;
  let workspace: Workspace;

  beforeEach(async () => {
    repository = temporaryRepository({
      'src/a.js': 'one();\r\ntwo();\r\n',
      'src/bom.js': '\uFEFFconst x = 1;\n',
      'src/gone.js': 'dead();\n',
      'src/old-name.js': 'moved();\n',
      'untouched.txt': 'stay\n',
    });
    chmodSync(join(repository.root, 'src/a.js'), 0o755);
    chmodSync(join(repository.root, 'src/gone.js'), 0o600);
    workspace = await openWorkspace(repository.root);
  });
  afterEach(() => repository.remove());

  const request = () => ({ workspace, data_dir: repository.data_dir, job_id: JOB });

  it('writes only the accepted lines, on the bytes as they are, and takes them back', async () => {
    const before = treeDigest(repository.root);
    const edits = [{ start: 0, end: 14, replacement: 'ONE();\r\nTWO();\r\n', finding_id: 'f' }];
    const patch = await patchOf(workspace, [{ change: 'modify', path: 'src/a.js', edits }]);
    const [hunk] = patch.files[0]?.hunks ?? [];
    assert.ok(hunk);
    const second = hunk.lines.flatMap((line, index) => (/^[-+]two/i.test(line) ? [index] : []));
    const { patch: part } = await selectAccepted(workspace, repository.data_dir, patch, [hunk.id], {
      [hunk.id]: second,
    });
    await applyPatchToDisk({ ...request(), patch: part });
    assert.equal(readFileSync(join(repository.root, 'src/a.js'), 'utf8'), 'one();\r\nTWO();\r\n');
    assert.equal((await revertJob(request())).status, 'reverted');
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('writes every kind of change, keeps modes and BOM, and goes back byte for byte', async () => {
    const before = treeDigest(repository.root);
    const patch = await patchOf(workspace, EVERY_KIND);
    const applied = await applyPatchToDisk({ ...request(), patch });
    assert.deepEqual(
      applied.files.map((file) => file.path),
      ['new/deep/made.js', 'src/a.js', 'src/bom.js', 'src/gone.js', 'src/new-name.mjs', 'src/old-name.js'],
    );
    assert.equal(readFileSync(join(repository.root, 'src/a.js'), 'utf8'), 'ONE();\r\ntwo();\r\n');
    assert.equal(statSync(join(repository.root, 'src/a.js')).mode & 0o777, 0o755);
    assert.equal(readFileSync(join(repository.root, 'src/bom.js'), 'utf8'), '\uFEFFlet x = 1;\n');
    assert.equal(existsSync(join(repository.root, 'src/gone.js')), false);
    assert.equal(readFileSync(join(repository.root, 'src/new-name.mjs'), 'utf8'), 'moved();\n');
    assert.equal(readFileSync(join(repository.root, 'new/deep/made.js'), 'utf8'), 'made();\n');

    const reverted = await revertJob(request());
    assert.equal(reverted.status, 'reverted');
    assert.deepEqual(treeDigest(repository.root), before);
    await assert.rejects(revertJob(request()), withCode('NOTHING_TO_REVERT'));
  });

  it('undoes a revert, and can then revert once more', async () => {
    const before = treeDigest(repository.root);
    await applyPatchToDisk({ ...request(), patch: await patchOf(workspace, EVERY_KIND) });
    const after = treeDigest(repository.root);
    await revertJob(request());
    await undoRevert(request());
    assert.deepEqual(treeDigest(repository.root), after);
    await revertJob(request());
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('refuses a patch when a file changed since, names it, and writes nothing', async () => {
    const patch = await patchOf(workspace, EVERY_KIND);
    repository.write('src/gone.js', 'not dead\n');
    repository.write('new/deep/made.js', 'somebody was faster\n');
    const before = treeDigest(repository.root);
    await assert.rejects(applyPatchToDisk({ ...request(), patch }), (error: unknown) => {
      assert(error instanceof RunnerError);
      assert.equal(error.code, 'WORKSPACE_CHANGED');
      assert.deepEqual(error.paths, ['new/deep/made.js', 'src/gone.js']);
      return true;
    });
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('refuses to revert files that moved on, and offers a reverse patch that git takes', async () => {
    const patch = await patchOf(workspace, [edit('src/a.js', 'one', 'ONE'), edit('src/old-name.js', 'moved', 'MOVED')]);
    await applyPatchToDisk({ ...request(), patch });
    const moved = `${readFileSync(join(repository.root, 'src/a.js'), 'utf8')}// more\r\n`;
    writeFileSync(join(repository.root, 'src/a.js'), moved);
    const before = treeDigest(repository.root);
    const outcome = await revertJob(request());
    assert(outcome.status === 'refused');
    assert.deepEqual(outcome.moved_on, ['src/a.js']);
    assert.deepEqual(treeDigest(repository.root), before);
    writeFileSync(join(repository.root, '../back.patch'), outcome.reverse_patch);
    repository.git('apply', '../back.patch');
    assert.equal(readFileSync(join(repository.root, 'src/a.js'), 'utf8'), 'one();\r\ntwo();\r\n// more\r\n');
    assert.equal(readFileSync(join(repository.root, 'src/old-name.js'), 'utf8'), 'moved();\n');
  });

  it('counts a file that was put back by hand as reverted', async () => {
    await applyPatchToDisk({ ...request(), patch: await patchOf(workspace, [edit('src/a.js', 'one', 'ONE')]) });
    writeFileSync(join(repository.root, 'src/a.js'), 'one();\r\ntwo();\r\n');
    assert.equal((await revertJob(request())).status, 'reverted');
  });

  it('takes back two partial applies together', async () => {
    const before = treeDigest(repository.root);
    await applyPatchToDisk({ ...request(), patch: await patchOf(workspace, [edit('src/a.js', 'one', 'ONE')]) });
    await applyPatchToDisk({ ...request(), patch: await patchOf(workspace, [edit('src/a.js', 'two', 'TWO')]) });
    await revertJob(request());
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('never writes through a symbolic link', async () => {
    const patch = await patchOf(workspace, [edit('src/a.js', 'one', 'ONE')]);
    const outside = join(repository.root, '..', 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'a.js'), 'one();\r\ntwo();\r\n');
    rmSync(join(repository.root, 'src'), { recursive: true });
    symlinkSync(outside, join(repository.root, 'src'));
    await assert.rejects(applyPatchToDisk({ ...request(), patch }), withCode('PATH_REFUSED'));
    assert.equal(readFileSync(join(outside, 'a.js'), 'utf8'), 'one();\r\ntwo();\r\n');
  });

  it('leaves the tree as it was when the disk fills up at any step', async function () {
    this.timeout(60_000);
    const before = treeDigest(repository.root);
    const patch = await patchOf(workspace, EVERY_KIND);
    const steps = await countSteps((disk) => applyPatchToDisk({ ...request(), patch }, disk));
    await revertJob(request());
    assert(steps > 20);
    for (let step = 0; step < steps; step += 1) {
      forget(repository);
      let count = 0;
      const disk = faultyDisk(() => {
        if (count++ === step) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      });
      await assert.rejects(applyPatchToDisk({ ...request(), patch }, disk), withCode('DISK_FULL'), `step ${step}`);
      assert.deepEqual(treeDigest(repository.root), before, `step ${step}`);
    }
    assertNoHalves(repository.data_dir);
  });

  it('survives kill -9 between any two steps of an apply', async function () {
    this.timeout(120_000);
    const before = treeDigest(repository.root);
    const patch = await patchOf(workspace, EVERY_KIND);
    const steps = await countSteps((disk) => applyPatchToDisk({ ...request(), patch }, disk));
    const after = treeDigest(repository.root);
    await revertJob(request());
    let rolledBack = 0;
    for (let step = 0; step < steps; step += stride(steps)) {
      forget(repository);
      assert.equal(runAndDie('apply', repository, step, patch), 'SIGKILL', `step ${step}`);
      const recovered = await recoverTransactions(workspace, repository.data_dir);
      rolledBack += recovered.length;
      const now = treeDigest(repository.root);
      const committed = now.get('src/gone.js') === undefined;
      assert.deepEqual(now, committed ? after : before, `step ${step}`);
      assert.deepEqual(await recoverTransactions(workspace, repository.data_dir), []);
      if (committed) await revertJob(request());
    }
    assert(rolledBack > 3, 'the kills must have hit the middle of transactions');
  });

  it('survives kill -9 during a revert, and during the recovery from it', async function () {
    this.timeout(120_000);
    const before = treeDigest(repository.root);
    const patch = await patchOf(workspace, EVERY_KIND);
    await applyPatchToDisk({ ...request(), patch });
    const after = treeDigest(repository.root);
    const steps = await countSteps((disk) => revertJob(request(), disk));
    for (let step = 0; step < steps; step += stride(steps)) {
      if (treeDigest(repository.root).get('src/gone.js') !== undefined) await undoRevert(request());
      assert.equal(runAndDie('revert', repository, step, patch), 'SIGKILL', `step ${step}`);
      runAndDie('recover', repository, 3 + (step % 5), patch);
      await recoverTransactions(workspace, repository.data_dir);
      const now = treeDigest(repository.root);
      assert.deepEqual(now, now.get('src/gone.js') === undefined ? after : before, `step ${step}`);
    }
  });

  it('does not overwrite what a person wrote after the crash', async () => {
    const patch = await patchOf(workspace, EVERY_KIND);
    const steps = await countSteps((disk) => applyPatchToDisk({ ...request(), patch }, disk));
    await revertJob(request());
    forget(repository);
    // The last steps before the commit mark: every file has been placed.
    runAndDie('apply', repository, steps - 4, patch);
    assert.equal(readFileSync(join(repository.root, 'src/a.js'), 'utf8').slice(0, 3), 'ONE');
    repository.write('src/a.js', 'mine\n');
    const [recovery] = await recoverTransactions(workspace, repository.data_dir);
    assert.equal(recovery?.outcome, 'conflicts');
    assert.deepEqual(recovery?.left_alone, ['src/a.js']);
    assert.equal(readFileSync(join(repository.root, 'src/a.js'), 'utf8'), 'mine\n');
    assert.equal(readFileSync(join(repository.root, 'src/gone.js'), 'utf8'), 'dead();\n');
  });

  it('goes back byte for byte from any edits of any texts', async function () {
    this.timeout(60_000);
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '𝒳', '\n', '\r\n', '\t', ' '), maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text, fc.boolean(), fc.constantFrom(0o600, 0o644, 0o755)), {
          minLength: 1,
          maxLength: 5,
        }),
        async (files) => {
          const own = temporaryRepository();
          try {
            for (const [index, [base, , bom, mode]] of files.entries())
              own.write(`f${index}.js`, encodeText(base, bom), mode);
            const place = await openWorkspace(own.root);
            const changes: FileChange[] = files.map(([base, next], index) => ({
              change: 'modify',
              path: `f${index}.js`,
              edits: [{ start: 0, end: base.length, replacement: next, finding_id: 'f' }],
            }));
            const patch = await patchOf(place, changes);
            if (patch.files.length === 0) return;
            const before = treeDigest(own.root);
            const where = { workspace: place, data_dir: own.data_dir, job_id: JOB };
            await applyPatchToDisk({ ...where, patch });
            for (const [index, [, next, bom]] of files.entries()) {
              assert.deepEqual(readFileSync(join(own.root, `f${index}.js`)), Buffer.from(encodeText(next, bom)));
            }
            await revertJob(where);
            assert.deepEqual(treeDigest(own.root), before);
          } finally {
            own.remove();
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

function edit(path: string, from: string, to: string): FileChange {
  const start = TEXTS[path]?.indexOf(from) ?? -1;
  assert(start >= 0);
  return { change: 'modify', path, edits: [{ start, end: start + from.length, replacement: to, finding_id: 'f' }] };
}

const TEXTS: Readonly<Record<string, string>> = {
  'src/a.js': 'one();\r\ntwo();\r\n',
  'src/bom.js': 'const x = 1;\n',
  'src/old-name.js': 'moved();\n',
};

const EVERY_KIND: readonly FileChange[] = [
  { change: 'create', path: 'new/deep/made.js', text: 'made();\n', finding_id: 'f' },
  edit('src/a.js', 'one', 'ONE'),
  edit('src/bom.js', 'const', 'let'),
  { change: 'delete', path: 'src/gone.js', finding_id: 'f' },
  { change: 'rename', path: 'src/old-name.js', new_path: 'src/new-name.mjs', finding_id: 'f', edits: [] },
];

async function patchOf(workspace: Workspace, changes: readonly FileChange[]): Promise<Patch> {
  const { tree, boms } = await readTree(workspace);
  return buildPatch(tree, changes, [], (path, text) => encodeText(text, boms.has(path)));
}

async function countSteps(run: (disk: ReturnType<typeof faultyDisk>) => Promise<unknown>): Promise<number> {
  let count = 0;
  await run(faultyDisk(() => void (count += 1)));
  return count;
}

/** Start from an empty store, so that every run takes the same steps. */
function forget(repository: TemporaryRepository): void {
  rmSync(repository.data_dir, { recursive: true, force: true });
}

/** Each step costs a process; `RUNNER_EVERY_STEP=1` takes them all, otherwise about 12 spread over the run. */
function stride(steps: number): number {
  return process.env['RUNNER_EVERY_STEP'] ? 1 : Math.max(1, Math.floor(steps / 12));
}

function runAndDie(verb: string, repository: TemporaryRepository, step: number, patch: Patch): string | null {
  const patchFile = join(repository.root, '..', 'patch.json');
  writeFileSync(patchFile, JSON.stringify(patch));
  const args = [RUN_AND_DIE, verb, repository.root, repository.data_dir, JOB, String(step), patchFile];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).signal;
}

function assertNoHalves(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) assert(!name.endsWith('.tmp'), name);
}

function withCode(code: string): (error: unknown) => boolean {
  return (error) => {
    assert(error instanceof RunnerError, String(error));
    assert.equal(error.code, code, error.message);
    assert.notEqual(error.next, '');
    return true;
  };
}
