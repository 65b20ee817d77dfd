import { copyFile, lstat, mkdir, readdir, readlink, realpath, symlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { errnoOf } from '../errors/disk-error.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { isInside } from '../apply/open-site.ts';
import { ALWAYS_EXCLUDED_UNTRACKED, DEPENDENCY_FOLDERS } from '../workspace/dependency-folders.ts';
import { readGit } from '../workspace/read-git.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What tools keep for themselves in `node_modules`; linked, a run would write into the person's cache. */
const CACHES = new Set(['.cache', '.vite', '.vite-temp', '.vitest', '.jest-cache', '.tmp', '.nyc_output']);

/**
 * Link every ignored dependency folder of the workspace, at any depth, into its copy. Answers with the folders outside the copy that are
 * read through these links.
 */
export async function linkDependencies(
  workspace: Workspace,
  copy: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const linked: string[] = [];
  const link: Link = async (target, place) => {
    if (isAbsolute(target) && !isInside(copy, target)) linked.push(target);
    await makeLink(target, place);
  };
  for (const folder of await dependencyFolders(workspace, signal)) {
    throwIfCancelled(signal);
    const place = join(copy, folder);
    await mkdir(dirname(place), { recursive: true });
    if (basename(folder) === 'node_modules') await linkEntries(workspace.root, copy, folder, link);
    else await link(join(workspace.root, folder), place);
  }
  return outermost(linked.map(wholeTree));
}

type Link = (target: string, place: string) => Promise<void>;

/** A package is read with those beside it. */
function wholeTree(path: string): string {
  const at = path.split(/[\\/]/).indexOf('node_modules');
  return at === -1
    ? path
    : path
        .split(/[\\/]/)
        .slice(0, at + 1)
        .join('/');
}

function outermost(paths: readonly string[]): readonly string[] {
  const all = [...new Set(paths)];
  return all.filter((path) => !all.some((other) => other !== path && isInside(other, path))).toSorted();
}

async function dependencyFolders(workspace: Workspace, signal: AbortSignal): Promise<readonly string[]> {
  if (!workspace.has_git) return await walkFor(workspace.root, '', signal);
  const excluded = ALWAYS_EXCLUDED_UNTRACKED.map((folder) => `--exclude=${folder}/`);
  const answer = await readGit(
    workspace.root,
    'ls-files',
    ['-z', '--others', '--ignored', '--exclude-standard', '--directory', ...excluded],
    signal,
  );
  if (!answer.ok) return await walkFor(workspace.root, '', signal);
  return answer.stdout
    .split('\0')
    .map((path) => path.replace(/\/$/, ''))
    .filter(
      (path) =>
        DEPENDENCY_FOLDERS.has(basename(path)) && !path.slice(0, -basename(path).length).includes('node_modules/'),
    );
}

async function walkFor(root: string, base: string, signal: AbortSignal): Promise<readonly string[]> {
  throwIfCancelled(signal);
  const found: string[] = [];
  for (const entry of await readdir(join(root, base), { withFileTypes: true })) {
    const path = base === '' ? entry.name : `${base}/${entry.name}`;
    if (entry.name === '.git' || !entry.isDirectory()) continue;
    if (ALWAYS_EXCLUDED_UNTRACKED.includes(entry.name)) found.push(path);
    else found.push(...(await walkFor(root, path, signal)));
  }
  return found;
}

/**
 * `node_modules` becomes a real folder of links, one per package: links between the repository's own packages must lead to
 * their copies, or the tests would run the code that was not changed.
 */
async function linkEntries(root: string, copy: string, folder: string, link: Link): Promise<void> {
  const from = join(root, folder);
  const to = join(copy, folder);
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (CACHES.has(name)) continue;
    if (name === '.bin') await copyBins(join(from, name), join(to, name), link);
    else if (name.startsWith('@')) {
      await mkdir(join(to, name), { recursive: true });
      for (const scoped of await readdir(join(from, name)))
        await linkPackage(root, copy, join(folder, name, scoped), link);
    } else await linkPackage(root, copy, join(folder, name), link);
  }
}

async function linkPackage(root: string, copy: string, path: string, link: Link): Promise<void> {
  const from = join(root, path);
  const real = await realpath(from).catch(() => null);
  if (real === null) return;
  const inside = isInside(root, real) ? relative(root, real) : null;
  const isOwnPackage = inside !== null && !inside.split(/[\\/]/).includes('node_modules');
  await link(isOwnPackage ? join(copy, inside) : real, join(copy, path));
}

/** Programs are links relative to `node_modules` (which then lead through the copy), or small scripts. */
async function copyBins(from: string, to: string, link: Link): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    const stat = await lstat(join(from, name));
    if (stat.isSymbolicLink()) await link(await readlink(join(from, name)), join(to, name));
    else if (stat.isFile()) await copyFile(join(from, name), join(to, name));
  }
}

async function makeLink(target: string, place: string): Promise<void> {
  try {
    await symlink(target, place, process.platform === 'win32' ? 'junction' : null);
  } catch (error) {
    // Tracked files of that name were copied already: they stay.
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
}
