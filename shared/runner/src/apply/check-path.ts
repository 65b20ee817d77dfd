import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { foldName, refusedName, refusedNewName } from '@iama/engine/edit/refused-name';
import { RunnerError } from '../errors/runner-error.ts';

/** Legal elsewhere, and files of such names exist; on Windows they would reach streams and devices. */
const RESERVED_ON_WINDOWS = /[<>:"|?*]/;

/**
 * Refuse a path that may not be written: a forbidden name, a symbolic link (the file itself or a folder on the way), a
 * folder in the file's place, or a place outside the workspace. Throws PATH_REFUSED.
 */
export async function checkPath(root: string, path: string): Promise<void> {
  const reason = refusedName(path);
  if (reason !== null) throw refused(path, reason);
  if (process.platform === 'win32' && RESERVED_ON_WINDOWS.test(path))
    throw refused(path, 'Windows does not allow such a name');
  const segments = path.split('/');
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const part = segments.slice(0, depth).join('/');
    const stat = await lstat(join(root, part)).catch(() => null);
    if (stat === null) return;
    if (stat.isSymbolicLink()) throw refused(path, `${part} is a symbolic link`);
    const last = depth === segments.length;
    if (last && !stat.isFile()) throw refused(path, 'it is not a regular file');
    if (!last && !stat.isDirectory()) throw refused(path, `${part} is not a folder`);
  }
  // Where case does not count, a file can be reached by a name that it does not have.
  const place = join(root, path);
  if ((await realpath(place)) !== place) throw refused(path, 'it does not lie where its name says');
}

/**
 * Refuse a new file whose name means another place somewhere, or whose name, or a folder of it, differs from one that is there only in case or composition: on many
 * systems both are one, and one of the two would be lost. Throws PATH_REFUSED.
 */
export async function checkNewName(root: string, path: string): Promise<void> {
  const reason = refusedNewName(path);
  if (reason !== null) throw refused(path, reason);
  let folder = root;
  for (const segment of path.split('/')) {
    const names = await readdir(folder).catch(() => null);
    if (names === null) return;
    const other = names.find((name) => name !== segment && foldName(name) === foldName(segment));
    if (other !== undefined && !names.includes(segment)) {
      throw refused(path, `${other} is there already, which is the same name on many systems`);
    }
    folder = join(folder, segment);
  }
}

function refused(path: string, reason: string): RunnerError {
  return new RunnerError(
    'PATH_REFUSED',
    `${path} will not be written: ${reason}.`,
    'Nothing was changed. Leave this file out.',
    [path],
  );
}
