import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differences, fingerprintTree } from './tree-fingerprint.ts';

describe('fingerprintTree', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'iama-fingerprint-'));
    await mkdir(join(root, '.git'));
    await writeFile(join(root, '.git', 'index'), 'index');
    await writeFile(join(root, 'a.js'), 'one\n');
  });
  afterEach(() => rm(root, { recursive: true }));

  it('is the same for a tree in which nothing changed', async () => {
    assert.equal((await fingerprintTree(root)).sha256, (await fingerprintTree(root)).sha256);
  });

  for (const [what, change, path] of [
    ['a byte', () => writeFile(join(root, 'a.js'), 'One\n'), 'a.js'],
    ['a mode', () => chmod(join(root, 'a.js'), 0o755), 'a.js'],
    ['a new file', () => writeFile(join(root, 'b.js'), ''), 'b.js'],
    ['a missing file', () => rm(join(root, 'a.js')), 'a.js'],
    ['a byte in .git', () => writeFile(join(root, '.git', 'index'), 'indeX'), join('.git', 'index')],
  ] as const) {
    it(`sees ${what}`, async () => {
      const before = await fingerprintTree(root);
      await change();
      const after = await fingerprintTree(root);
      assert.notEqual(before.sha256, after.sha256);
      assert.deepEqual(differences(before, after), [path]);
    });
  }
});
