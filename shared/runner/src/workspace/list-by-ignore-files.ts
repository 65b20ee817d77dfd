import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { ALWAYS_EXCLUDED_UNTRACKED } from './dependency-folders.ts';

interface Rules {
  /** The folder the rules stand in, `''` for the root, otherwise with a trailing slash. */
  readonly base: string;
  readonly matcher: Ignore;
}

/**
 * The files a repository does not ignore, by its `.gitignore` files and `.git/info/exclude`, for machines without git.
 * Differs from git in one way: it cannot know that an ignored file is tracked all the same.
 */
export async function listByIgnoreFiles(root: string, signal?: AbortSignal): Promise<readonly string[]> {
  const found: string[] = [];
  const exclude = await rulesFrom(join(root, '.git', 'info', 'exclude'), '');
  await walk(root, '', exclude ? [exclude] : [], found, signal);
  return found;
}

async function walk(
  root: string,
  base: string,
  inherited: readonly Rules[],
  found: string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  throwIfCancelled(signal);
  const own = await rulesFrom(join(root, base, '.gitignore'), base);
  const rules = own ? [...inherited, own] : inherited;
  for (const entry of await readdir(join(root, base), { withFileTypes: true })) {
    if (entry.name === '.git' || ALWAYS_EXCLUDED_UNTRACKED.includes(entry.name)) continue;
    const path = base + entry.name;
    if (isIgnored(entry.isDirectory() ? `${path}/` : path, rules)) continue;
    if (!entry.isDirectory()) found.push(path);
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
  return (await readdir(folder)).includes('.git');
}
