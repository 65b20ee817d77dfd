import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreRules } from '@iama/engine/context/ignore-rules';
import type { IgnoreRules } from '@iama/engine/context/ignore-rules';
import { baseNameOf, directoryOf } from '@iama/engine/js/paths';

const NAME = '.iamaignore';

/** The rules of the `.iamaignore` files among these paths and of the root's, which git itself may be told to ignore. */
export async function iamaIgnoreRules(root: string, paths: readonly string[]): Promise<IgnoreRules> {
  const places = new Set([NAME, ...paths.filter((path) => baseNameOf(path) === NAME)]);
  const texts = new Map<string, string>();
  for (const path of places) {
    const text = await readFile(join(root, path), 'utf8').catch(() => null);
    const folder = directoryOf(path);
    if (text !== null) texts.set(folder === '.' ? '' : folder, text.replace(/^\uFEFF/, ''));
  }
  return ignoreRules(texts);
}
