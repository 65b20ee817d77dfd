import { access, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { errnoOf } from '../errors/disk-error.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { ALWAYS_EXCLUDED_UNTRACKED } from './dependency-folders.ts';

interface Rules {
  /** The folder the rules stand in, `''` for the root, otherwise with a trailing slash. */
  readonly base: string;
  readonly matcher: Ignore;
}

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
  const exclude = await rulesFrom(join(root, '.git', 'info', 'exclude'), '');
  await walk(root, '', exclude ? [exclude] : [], found, signal);
  return found;
}

async function walk(
  root: string,
  base: string,
  inherited: readonly Rules[],
  found: Found,
  signal: AbortSignal | undefined,
): Promise<void> {
  throwIfCancelled(signal);
  const own = await rulesFrom(join(root, base, '.gitignore'), base);
  const rules = own ? [...inherited, own] : inherited;
  const entries = await readdir(join(root, base), { withFileTypes: true }).catch((error: unknown) => {
    if (base === '' || !isDenied(error)) throw error;
    found.closed.push(base.slice(0, -1));
    return [];
  });
  for (const entry of entries) {
    if (entry.name === '.git' || ALWAYS_EXCLUDED_UNTRACKED.includes(entry.name)) continue;
    const path = base + entry.name;
    if (isIgnored(entry.isDirectory() ? `${path}/` : path, rules)) continue;
    if (!entry.isDirectory()) found.paths.push(path);
    else if (!(await isRepository(join(root, path)))) await walk(root, `${path}/`, rules, found, signal);
  }
}

/** The deepest file that has an opinion decides, as in git. */
function isIgnored(path: string, rules: readonly Rules[]): boolean {
  for (const { base, matcher } of rules.toReversed()) {
    const verdict = matcher.test(path.slice(base.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

async function rulesFrom(file: string, base: string): Promise<Rules | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : { base, matcher: ignore().add(text) };
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
