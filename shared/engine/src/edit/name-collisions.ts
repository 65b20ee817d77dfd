import type { EditRefusal } from '@iama/contracts/edit/edit-outcome';
import type { FileChange } from '../patch/file-change.ts';
import { foldName, refusedNewName } from './refused-name.ts';

/**
 * New names that no file should get: those that some file systems take for an existing one, or for each other: they differ in case or composition only.
 * Folders on the way count. Also refuses two edits that make one file, or a file and a folder of one name.
 */
export function nameCollisions(paths: ReadonlySet<string>, changes: readonly FileChange[]): EditRefusal[] {
  const added = changes.flatMap((change) =>
    change.change === 'rename' ? [change.new_path] : change.change === 'create' ? [change.path] : [],
  );
  if (added.length === 0) return [];
  const folders = new Set(added.flatMap((path) => withFolders(path).slice(0, -1)));
  const known = new Map<string, string>();
  for (const path of paths) for (const name of withFolders(path)) known.set(foldName(name), name);
  const refusals: EditRefusal[] = [];
  const made = new Set<string>();
  for (const path of added) {
    const base = { edit: null, block: null, path };
    if (made.has(path))
      refusals.push({ code: 'EDITS_CONFLICT', ...base, message: `Two edits of the set make ${path}.` });
    made.add(path);
    if (folders.has(path))
      refusals.push({ code: 'EDITS_CONFLICT', ...base, message: `The set makes ${path} a file and a folder.` });
    const reason = refusedNewName(path);
    if (reason !== null) refusals.push({ code: 'PATH_REFUSED', ...base, message: `${path} is never made: ${reason}.` });
    for (const name of withFolders(path)) {
      const other = known.get(foldName(name)) ?? name;
      if (other !== name) {
        const message = `${name} and ${other} are one and the same on systems that do not tell case apart. Choose another name.`;
        refusals.push({ code: 'PATH_REFUSED', ...base, message });
        break;
      }
      known.set(foldName(name), name);
    }
  }
  return refusals;
}

function withFolders(path: string): string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}
