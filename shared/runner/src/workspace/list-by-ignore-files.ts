import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreRules } from '@iama/engine/context/ignore-rules';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { ALWAYS_EXCLUDED_UNTRACKED } from './dependency-folders.ts';

/**
 * The files a repository does not ignore, by its `.gitignore` files and `.git/info/exclude`, for machines without git.
 * Differs from git in one way: it cannot know that an ignored file is tracked all the same.
 */
export async function listByIgnoreFiles(root: string, signal?: AbortSignal): Promise<readonly string[]> {
  const found: string[] = [];
  const exclude = await readFile(join(root, '.git', 'info', 'exclude'), 'utf8').catch(() => '');
  await walk(root, '', new Map([['', exclude]]), found, signal);
  return found;
}

/** `texts`: the ignore files above and in this folder, by folder; the repository's own excludes count like the root's first lines. */
async function walk(
  root: string,
  base: string,
  inherited: ReadonlyMap<string, string>,
  found: string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  throwIfCancelled(signal);
  const folder = base.slice(0, -1);
  const own = await readFile(join(root, base, '.gitignore'), 'utf8').catch(() => null);
  const texts = own === null ? inherited : new Map([...inherited, [folder, `${inherited.get(folder) ?? ''}\n${own}`]]);
  const rules = ignoreRules(texts);
  for (const entry of await readdir(join(root, base), { withFileTypes: true })) {
    if (entry.name === '.git' || ALWAYS_EXCLUDED_UNTRACKED.includes(entry.name)) continue;
    const path = base + entry.name;
    if (rules.isIgnored(path, entry.isDirectory())) continue;
    if (!entry.isDirectory()) found.push(path);
    else if (!(await isRepository(join(root, path)))) await walk(root, `${path}/`, texts, found, signal);
  }
}

async function isRepository(folder: string): Promise<boolean> {
  return (await readdir(folder)).includes('.git');
}
