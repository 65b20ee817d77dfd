import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const TOTAL = 'export const total = (list) => list.reduce((sum, each) => sum + each, 0);';
export const LOOP = `export function total(list) {\n  let sum = 0;\n  for (const each of list) sum += each;\n  return sum;\n}`;
export const WRONG = 'export const total = (list) => list.length;';

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "cart", "type": "module", "scripts": { "test": "node --test test/*.test.js" } }\n',
  'src/cart.js': `${TOTAL}\n`,
  'test/cart.test.js': [
    "import test from 'node:test';",
    "import assert from 'node:assert';",
    "import { total } from '../src/cart.js';",
    "test('adds', () => assert.equal(total([1, 2]), 3));",
    "test('adds nothing', () => assert.equal(total([]), 0));",
    '',
  ].join('\n'),
};

/** A git repository with `src/cart.js`, which has TOTAL and tests of it. */
export async function makeCart(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'iama-cart-'));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: root });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--no-gpg-sign', '-m', 'Begin');
  return root;
}
