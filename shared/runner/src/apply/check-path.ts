import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WorkspacePath } from '@iama/contracts/primitives';
import { RunnerError } from '../errors/runner-error.ts';

const DEVICE_NAME = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
/** Code points that macOS drops when it compares names, so that `.g\u200cit` is `.git` there. */
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;
const CONTROL = /\p{Cc}/u;
/** Legal elsewhere, and files of such names exist; on Windows they would reach streams and devices. */
const RESERVED_ON_WINDOWS = /[<>:"|?*]/;

/** Why a name may not be written on any of the systems people use, or null. Pure. */
export function refusedName(path: string): string | null {
  if (!WorkspacePath.safeParse(path).success || path === '.') return 'it is not a path inside the workspace';
  for (const segment of path.split('/')) {
    const folded = segment
      .replaceAll(INVISIBLE, '')
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[. ]+$/, '');
    if (folded === '.git' || /^git~\d+$/.test(folded)) return 'it lies in git’s own folder';
    if (DEVICE_NAME.test(segment)) return 'a part of it is the name of a device on Windows';
    if (CONTROL.test(segment)) return 'it contains control characters';
    if (process.platform === 'win32' && RESERVED_ON_WINDOWS.test(segment)) return 'Windows does not allow such a name';
    if (/[. ]$/.test(segment)) return 'a part of it ends with a dot or a space';
  }
  return null;
}

/**
 * Refuse a path that may not be written: a forbidden name, a symbolic link (the file itself or a folder on the way), a
 * folder in the file's place, or a place outside the workspace. Throws PATH_REFUSED.
 */
export async function checkPath(root: string, path: string): Promise<void> {
  const reason = refusedName(path);
  if (reason !== null) throw refused(path, reason);
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
  const parent = dirname(join(root, path));
  if ((await realpath(parent)) !== parent) throw refused(path, 'it does not lie where its name says');
}

function refused(path: string, reason: string): RunnerError {
  return new RunnerError(
    'PATH_REFUSED',
    `${path} will not be written: ${reason}.`,
    'Nothing was changed. Leave this file out.',
    [path],
  );
}
