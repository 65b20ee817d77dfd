import { access, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreRules } from '@iama/engine/context/ignore-rules';
import { errnoOf } from '../errors/disk-error.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { ALWAYS_EXCLUDED_UNTRACKED } from './dependency-folders.ts';

/** What a listing found, and the folders that may not be opened. */
export interface ListedPaths {
  readonly paths: readonly string[];
  readonly closed: readonly string[];
}

interface Found extends ListedPaths {
  readonly paths: string[];
  readonly closed: string[];
}

/**
 * The files a repository does not ignore, by its `.gitignore` files and `.git/info/exclude`, for machines without git.
 * Differs from git in one way: it cannot know that an ignored file is tracked all the same.
 */
export async function listByIgnoreFiles(root: string, signal?: AbortSignal): Promise<ListedPaths> {
  const found: Found = { paths: [], closed: [] };
  const exclude = await readFile(join(root, '.git', 'info', 'exclude'), 'utf8').catch(() => '');
  await walk(root, '', new Map([['', exclude]]), found, signal);
  return found;
}

/** `inherited`: the ignore files above, by folder; the repository's own excludes count like the root's first lines. */
async function walk(
  root: string,
  base: string,
  inherited: ReadonlyMap<string, string>,
  found: Found,
  signal: AbortSignal | undefined,
): Promise<void> {
  throwIfCancelled(signal);
  const folder = base.slice(0, -1);
  const own = await readFile(join(root, base, '.gitignore'), 'utf8').catch(() => null);
  const texts = own === null ? inherited : new Map([...inherited, [folder, `${inherited.get(folder) ?? ''}\n${own}`]]);
  const rules = ignoreRules(texts);
  const entries = await readdir(join(root, base), { withFileTypes: true }).catch((error: unknown) => {
    if (base === '' || !isDenied(error)) throw error;
    found.closed.push(folder);
    return [];
  });
  for (const entry of entries) {
    if (entry.name === '.git' || ALWAYS_EXCLUDED_UNTRACKED.includes(entry.name)) continue;
    const path = base + entry.name;
    if (rules.isIgnored(path, entry.isDirectory())) continue;
    if (!entry.isDirectory()) found.paths.push(path);
    else if (!(await isRepository(join(root, path)))) await walk(root, `${path}/`, texts, found, signal);
  }
}

async function isRepository(folder: string): Promise<boolean> {
  return await access(join(folder, '.git')).then(
    () => true,
    () => false,
  );
}

function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM'].includes(errnoOf(error) ?? '');
}
