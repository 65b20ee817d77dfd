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

/** Written into the shop, and committed. */
export type ShopChange = (folder: string) => Promise<void>;

/** The sample repository of the demo, in a temporary folder. */
export async function temporaryShop(change?: ShopChange): Promise<Shop> {
  const root = await mkdtemp(join(tmpdir(), 'iama-shop-'));
  const folder = join(root, 'corner-shop');
  await mkdir(folder);
  await makeShop(folder, ENV);
  if (change) {
    await change(folder);
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.test'];
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, env: ENV });
    git('add', '--all');
    git(...identity, 'commit', '--quiet', '-m', 'Change the shop');
  }
  return { folder, remove: () => rm(root, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A test in the shop's own words. */
export function addTest(text: string): ShopChange {
  return (folder) => appendFile(join(folder, 'test/cart.test.js'), `\n${text}\n`);
}
