import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSite } from '../apply/open-site.ts';
import { revertJob } from '../revert/revert-job.ts';
import { nodeDisk } from '../snapshot/node-disk.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { treeDigest } from '../testing/tree-digest.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { applyFix } from './apply-fix.ts';
import type { FixRequest } from './fix-request.ts';
import { performFix } from './perform-fix.ts';

const FILES = {
  'package.json': '{"name":"p","private":true,"type":"module"}',
  'src/a.js':
    '\uFEFFimport { b } from "./b.js";\r\nvar one = 1;\r\nconst two = 2;\r\nexport const three = () => one;\r\n',
  'src/b.js': 'export const b = 1;\n',
  'src/broken.js': 'let let = ;\n',
};

describe('fixing files here and now', function () {
  this.timeout(30_000);
  let repository: TemporaryRepository;
  beforeEach(() => (repository = temporaryRepository(FILES)));
  afterEach(() => repository.remove());

  const requestFor = async (...recipe_ids: FixRequest['recipe_ids']): Promise<FixRequest> => ({
    workspace: await openWorkspace(repository.root),
    target: { kind: 'folder', path: '.' },
    recipe_ids,
    level: 'STANDARD',
    options: {},
  });
  const place = async () => ({
    workspace: await openWorkspace(repository.root),
    data_dir: repository.data_dir,
    job_id: '5ad2f1d6-5c1b-4c53-8f0e-0a4ed5d7e0a1',
  });

  it('runs recipes one on the result of the other, and writes nothing', async () => {
    const before = treeDigest(repository.root);
    const plan = await performFix(await requestFor('unused-variable', 'var-to-const'), () => undefined);
    assert.deepEqual(
      plan.steps.map(({ recipe_id, patch }) => [recipe_id, patch.files.map(({ path }) => path)]),
      [
        ['unused-variable', ['src/a.js']],
        ['var-to-const', ['src/a.js']],
      ],
    );
    assert.equal(plan.steps[0]?.patch.files[0]?.result_sha256, plan.steps[1]?.patch.files[0]?.base_sha256);
    assert.deepEqual(
      plan.steps[0]?.skipped.map(({ path }) => path),
      ['src/broken.js'],
    );
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('writes all of it, keeps BOM and CRLF, and can be taken back byte for byte', async () => {
    const before = treeDigest(repository.root);
    const plan = await performFix(await requestFor('unused-variable', 'var-to-const'), () => undefined);
    const files = await applyFix({ ...(await place()), plan });
    assert.deepEqual(
      files.map(({ path }) => path),
      ['src/a.js'],
    );
    assert.equal(
      readFileSync(join(repository.root, 'src/a.js'), 'utf8'),
      '\uFEFFconst one = 1;\r\nexport const three = () => one;\r\n',
    );
    assert.equal((await revertJob(await place())).status, 'reverted');
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('finds nothing the second time', async () => {
    const request = await requestFor('unused-variable', 'var-to-const');
    await applyFix({ ...(await place()), plan: await performFix(request, () => undefined) });
    const again = await performFix(request, () => undefined);
    assert.deepEqual(
      again.steps.map(({ findings }) => findings.length),
      [0, 0],
    );
  });

  it('writes all recipes as one transaction, so that no crash can leave half of them', async () => {
    const plan = await performFix(await requestFor('unused-variable', 'var-to-const'), () => undefined);
    await applyFix({ ...(await place()), plan });
    const { workspace, data_dir } = await place();
    const recorded = await openSite(workspace, data_dir, nodeDisk).journal.list();
    assert.deepEqual(
      recorded.map((each) => each.plan.patches.length),
      [2],
    );
  });

  it('offers the way back through every recipe when a file has moved on', async () => {
    const plan = await performFix(await requestFor('unused-variable', 'var-to-const'), () => undefined);
    await applyFix({ ...(await place()), plan });
    writeFileSync(join(repository.root, 'src/a.js'), 'export const three = 3;\n');
    const outcome = await revertJob(await place());
    assert.ok(outcome.status === 'refused');
    assert.match(outcome.reverse_patch, /^-const one = 1;[^]*^\+var one = 1;[^]*^\+const two = 2;/m);
  });

  it('leaves nothing of an earlier recipe when a later one cannot be written', async () => {
    const before = treeDigest(repository.root);
    const plan = await performFix(await requestFor('unused-variable', 'var-to-const'), () => undefined);
    const stale = { ...plan, steps: [...plan.steps, ...plan.steps.slice(0, 1)] };
    await assert.rejects(applyFix({ ...(await place()), plan: stale }), { code: 'WORKSPACE_CHANGED' });
    assert.deepEqual(treeDigest(repository.root), before);
  });
});
