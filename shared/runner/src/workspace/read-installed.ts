import { lstat, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { wantedInstalledFiles } from '@iama/engine/recipe/commonjs-to-esm/wanted-installed-files';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { decodeText } from './decode-text.ts';
import { installedModules } from './installed-modules.ts';
import { MAX_FILE_BYTES } from './read-tree.ts';

/** How many rounds of "this file names another one" are followed. */
const ROUNDS = 4;

/**
 * The tree with the few files below `node_modules` that recipes ask for, and a way to the rest of them for a compiler.
 * Packages that are not installed are left out.
 */
export async function withInstalledFiles(root: string, tree: SourceTree): Promise<SourceTree> {
  const installed = new Map<string, string>();
  const asked = new Set<string>();
  // One object throughout: the engine remembers what it parsed by the tree.
  const complete = { ...tree, installed, modules: installedModules(root) };
  for (let round = 0; round < ROUNDS; round += 1) {
    const wanted = wantedInstalledFiles(complete).filter((path) => !asked.has(path));
    if (wanted.length === 0) break;
    for (const path of wanted) {
      asked.add(path);
      const text = isBelowModules(path) ? await readText(join(root, path)) : null;
      if (text !== null) installed.set(path, text);
    }
  }
  return complete;
}

/** The paths are made from `require` calls, which may say anything. */
function isBelowModules(path: string): boolean {
  const segments = path.split('/');
  return segments.includes('node_modules') && !segments.includes('..') && !path.startsWith('/');
}

async function readText(path: string): Promise<string | null> {
  try {
    const stat = await lstat(await realpath(path));
    if (!stat.isFile() || stat.size > MAX_FILE_BYTES) return null;
    const decoded = decodeText(await readFile(path));
    return decoded.ok ? decoded.text : null;
  } catch {
    return null;
  }
}
