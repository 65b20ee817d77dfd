import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { UsableSuites } from '../tests-discovery/usable-suites.ts';
import { readManifest } from '../tests-discovery/package-manifest.ts';

/** Folders of packages whose tests need dependencies that were never installed, `.` for the root. */
export async function dependenciesMissing(
  root: string,
  tree: SourceTree,
  suites: UsableSuites,
): Promise<readonly string[]> {
  const folders = new Set([
    '.',
    ...[...suites.usable, ...suites.missing.map(({ suite }) => suite)].map((each) => each.cwd),
  ]);
  const lacking: string[] = [];
  for (const folder of folders) {
    const manifest = readManifest(tree, folder);
    if (manifest === null || manifest.dependencies.size === 0) continue;
    if (!(await hasInstalled(root, join(root, folder)))) lacking.push(folder);
  }
  return lacking.toSorted();
}

async function hasInstalled(root: string, folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    for (const name of ['node_modules', '.pnp.cjs', '.pnp.js']) {
      const found = await access(join(at, name)).then(
        () => true,
        () => false,
      );
      if (found) return true;
    }
    if (at === root || dirname(at) === at) return false;
  }
}
