import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeShop } from '@iama/runner/sample/make-shop';

export interface Shop {
  /** A git repository with one commit. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** The sample repository of the demo, in a temporary folder. */
export async function temporaryShop(): Promise<Shop> {
  const root = await mkdtemp(join(tmpdir(), 'iama-shop-'));
  const folder = join(root, 'corner-shop');
  await mkdir(folder);
  await makeShop(folder, { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' });
  return { folder, remove: () => rm(root, { recursive: true, force: true, maxRetries: 5 }) };
}
