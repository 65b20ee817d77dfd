/**
 * Where a tree stands for the compiler, which wants absolute paths. No real path starts like this, so that the compiler's
 * own library files, which are read from where it is installed, can never be mistaken for files of the tree.
 */
const ROOT = '/~tree';

/** `src/a.ts` → `/~tree/src/a.ts`; `.` → `/~tree`. */
export function toCompilerPath(path: string): string {
  return path === '.' ? ROOT : `${ROOT}/${path}`;
}

/** The workspace path of a compiler path; null for what lies outside the tree, such as the compiler's library. */
export function toTreePath(fileName: string): string | null {
  if (fileName === ROOT || fileName === `${ROOT}/`) return '.';
  return fileName.startsWith(`${ROOT}/`) ? fileName.slice(ROOT.length + 1) : null;
}
