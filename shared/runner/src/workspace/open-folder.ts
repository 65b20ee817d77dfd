import { lstat, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, parse } from 'node:path';
import { RunnerError } from '../errors/runner-error.ts';
import { openWorkspace } from './open-workspace.ts';
import type { Workspace } from './workspace.ts';

/**
 * The repository that holds `path`. Where there is none, the package around it (the nearest folder with a `package.json`), or
 * else `standing`, if `path` lies in it, or else the folder itself: what is changed there can be taken back by our own
 * journal, if not by git. A home folder and the root of a disk are refused, because nobody means all of that.
 * Throws NOT_A_REPOSITORY, GIT_REFUSED.
 */
export async function openFolder(path: string, standing: string = path): Promise<Workspace> {
  try {
    return await openWorkspace(path);
  } catch (error) {
    const real = await realpath(path).catch(() => null);
    if (!(error instanceof RunnerError) || error.code !== 'NOT_A_REPOSITORY' || real === null) throw error;
    const folder = (await lstat(real)).isDirectory() ? real : dirname(real);
    const home = await realpath(homedir()).catch(() => homedir());
    const isTooMuch = (each: string) => each === parse(each).root || each === home;
    const around = foldersAbove(folder).filter((each) => !isTooMuch(each));
    const stand = await realpath(standing).catch(() => folder);
    const root = (await nearestPackage(around)) ?? around.find((each) => each === stand) ?? around[0];
    if (root === undefined) throw error;
    return { root, name: basename(root), git_dir: join(root, '.git'), has_git: false };
  }
}

/** The folder and those above it, nearest first. */
function foldersAbove(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}

async function nearestPackage(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    if (await lstat(join(folder, 'package.json')).catch(() => null)) return folder;
  }
  return undefined;
}
