/** Workspace paths: `/` between segments, `.` for the workspace itself. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `relative` seen from `directory`; null when it leads out of the workspace. */
export function joinPath(directory: string, relative: string): string | null {
  const segments = directory === '.' || relative.startsWith('/') ? [] : directory.split('/');
  for (const segment of relative.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.length === 0 ? '.' : segments.join('/');
}

/** The directory and all above it, nearest first, `.` last. */
export function ancestorsOf(directory: string): string[] {
  const found: string[] = [];
  for (let at = directory; at !== '.'; at = directoryOf(at)) found.push(at);
  return [...found, '.'];
}

export function isInside(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
}

/** Whether a path lies in a folder of that name at any depth. */
export function hasFolder(path: string, names: RegExp): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((segment) => names.test(segment));
}
