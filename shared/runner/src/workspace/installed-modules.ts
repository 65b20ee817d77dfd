import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { InstalledModules } from '@iama/engine/recipe/recipe';
import { decodeText } from './decode-text.ts';
import { MAX_FILE_BYTES } from './read-tree.ts';

/**
 * The `node_modules` folders of a workspace, read from disk as a compiler asks. Synchronous, because compilers are; it is
 * used in the worker thread. What lies outside the workspace is not followed.
 */
export function installedModules(root: string): InstalledModules {
  const kinds = new Map<string, 'file' | 'folder' | null>();
  const at = (path: string): string | null => (path.split('/').includes('..') ? null : join(root, path));
  const kindOf = (path: string): 'file' | 'folder' | null => {
    const known = kinds.get(path);
    if (known !== undefined) return known;
    const place = at(path);
    const stat = place === null ? undefined : statSync(place, { throwIfNoEntry: false });
    const kind = stat?.isFile() ? 'file' : stat?.isDirectory() ? 'folder' : null;
    kinds.set(path, kind);
    return kind;
  };
  return {
    isFile: (path) => kindOf(path) === 'file',
    isFolder: (path) => kindOf(path) === 'folder',
    read(path) {
      if (kindOf(path) !== 'file') return null;
      return orElse(null, () => {
        if (statSync(join(root, path)).size > 2 * MAX_FILE_BYTES) return null;
        const decoded = decodeText(readFileSync(join(root, path)));
        return decoded.ok ? decoded.text : null;
      });
    },
    foldersIn(path) {
      if (kindOf(path) !== 'folder') return [];
      const names = orElse([], () => readdirSync(join(root, path)));
      return names.filter((name) => kindOf(`${path}/${name}`) === 'folder');
    },
    realPath(path) {
      const place = at(path);
      if (place === null) return path;
      const real = orElse(place, () => realpathSync(place));
      const inside = relative(root, real);
      return inside === '' || inside.startsWith('..') ? path : inside.split(sep).join('/');
    },
  };
}

/** A file may vanish or be closed to us while it is read: then it is as if it were not there. */
function orElse<Result>(fallback: Result, read: () => Result): Result {
  try {
    return read();
  } catch {
    return fallback;
  }
}
