import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunnerError } from '../errors/runner-error.ts';
import { copyWorkspace } from '../run/copy-workspace.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { listFiles } from '../workspace/list-files.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { collectSlices } from './collect-slices.ts';
import type { CollectedContext } from './collect-slices.ts';
import { ContextFiles } from './context-files.ts';

const TOKEN = ['ghp_', 'q7Zk2mXw9Vt4Lb8Rn1Pc6Hd3Jf5Sg0Ty2Ue4'].join('');
const FILES = {
  'package.json': '{"name":"shop","type":"module"}',
  '.iamaignore': 'secret/\n*.local.ts\n!keep.local.ts\n',
  'secret/rates.ts': 'export const rate = 3;\n',
  'src/keep.local.ts': 'export const kept = 1;\n',
  'src/add.ts': `export const token = '${TOKEN}';\nexport function add(a: number, b: number): number {\n  return a + b;\n}\n`,
  'src/cart.ts':
    "import { add, token } from './add.ts';\nimport { rate } from '../secret/rates.ts';\nexport const total = (a: number) => add(a, rate) + token.length;\n",
  'src/page.ts': "import { total } from './cart.ts';\nexport function page() {\n  return `in all: ${total(1)}`;\n}\n",
};

describe('the context of a workspace', () => {
  let repository: TemporaryRepository;
  let files: ContextFiles;
  const target = { kind: 'file', path: 'src/cart.ts' } as const;
  beforeEach(async () => {
    repository = temporaryRepository(FILES);
    files = new ContextFiles(await openWorkspace(repository.root));
  });
  afterEach(() => repository.remove());

  const collect = async (budget = 1000): Promise<CollectedContext> => {
    const workspace = await openWorkspace(repository.root);
    return await collectSlices({ workspace, files, data_dir: repository.data_dir, target, budget });
  };
  const shown = ({ slices }: CollectedContext) => slices.map(({ path, symbol }) => `${path}#${symbol ?? ''}`);

  it('masks secrets, and tells the hashes of both texts', async () => {
    const context = await collect();
    assert.ok(!JSON.stringify(context).includes(TOKEN));
    const slice = context.slices.find(({ symbol }) => symbol === 'token');
    assert.match(slice?.text ?? '', /IAMA_SECRET_GITHUB_TOKEN_/);
    assert.notEqual(slice?.sha256, slice?.masked_sha256);
    assert.equal(context.slices[0]?.sha256, context.slices[0]?.masked_sha256);
    assert.deepEqual(context.secrets, { GITHUB_TOKEN: 1 });
  });

  it('keeps back what an .iamaignore names, says so, and copies none of it', async () => {
    const context = await collect();
    assert.ok(!shown(context).some((each) => each.startsWith('secret/')));
    assert.deepEqual(context.omitted, [
      { path: 'secret/rates.ts', symbol: 'rate', reason: 'An .iamaignore keeps it back.' },
    ]);
    const workspace = await openWorkspace(repository.root);
    const { files: listed, kept_back } = await listFiles(workspace);
    assert.deepEqual(kept_back, ['secret/rates.ts']);
    assert.ok(listed.some(({ path }) => path === 'src/keep.local.ts'));
    const copy = join(repository.data_dir, 'copy');
    await copyWorkspace(workspace, copy, new AbortController().signal);
    const copied = await listFiles({ ...workspace, root: copy, has_git: false });
    assert.ok(!copied.files.some(({ path }) => path.startsWith('secret/')));
  });

  it('reads all files once, then what was edited, and shows what it says now', async () => {
    const first = await collect();
    assert.ok(first.files_read >= 6, String(first.files_read));
    assert.equal((await collect()).files_read, 0);
    writeFileSync(join(repository.root, 'src/page.ts'), 'export const page = 1;\n');
    const edited = await collect();
    assert.equal(edited.files_read, 1);
    assert.ok(shown(first).includes('src/page.ts#page'));
    assert.ok(!shown(edited).includes('src/page.ts#page'));
    writeFileSync(
      join(repository.root, 'src/new.ts'),
      "import { total } from './cart.ts';\nexport const twice = () => total(2) * 2;\n",
    );
    rmSync(join(repository.root, 'src/add.ts'));
    const moved = await collect();
    assert.deepEqual(shown(moved), ['src/cart.ts#', 'src/new.ts#twice']);
  });

  it('refuses a target that does not fit', async () => {
    await assert.rejects(collect(3), (error) => error instanceof RunnerError && error.code === 'CONTEXT_SIZE_EXCEEDED');
  });
});
