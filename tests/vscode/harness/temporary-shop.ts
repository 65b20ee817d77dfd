import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeShop } from '@iama/runner/sample/make-shop';

const ENV = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

export interface Shop {
  /** A git repository with one commit. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** The sample repository of the demo, in a temporary folder. */
export async function temporaryShop(added_test?: string): Promise<Shop> {
  const root = await mkdtemp(join(tmpdir(), 'iama-shop-'));
  const folder = join(root, 'corner-shop');
  await mkdir(folder);
  await makeShop(folder, ENV);
  if (added_test !== undefined) await addTest(folder, added_test);
  return { folder, remove: () => rm(root, { recursive: true, force: true, maxRetries: 5 }) };
}

async function addTest(folder: string, text: string): Promise<void> {
  await appendFile(join(folder, 'test/cart.test.js'), `\n${text}\n`);
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.test'];
  execFileSync('git', [...identity, 'commit', '--quiet', '--all', '-m', 'Add a test'], { cwd: folder, env: ENV });
}
