import type { SourceTree } from '../../recipe.ts';
import { directoryOf } from '../../../js/paths.ts';

/** A package.json, as far as it parses. */
export type Manifest = Readonly<Record<string, unknown>>;

export function manifestPath(dir: string): string {
  return dir === '.' ? 'package.json' : `${dir}/package.json`;
}

/** The package.json in `dir`; null when there is none or it is not a JSON object. */
export function manifestOf(tree: SourceTree, dir: string): Manifest | null {
  const text = tree.files.get(manifestPath(dir));
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Manifest) : null;
  } catch {
    return null;
  }
}

/** Folder of the package.json that decides how Node reads a `.js` file; null when none does. */
export function scopeOf(tree: SourceTree, path: string): string | null {
  for (let dir = directoryOf(path); ; dir = directoryOf(dir)) {
    if (tree.paths.has(manifestPath(dir))) return dir;
    if (dir === '.') return null;
  }
}

/** All strings in a JSON value, with the keys that lead there. */
export function stringsIn(value: unknown, trail: readonly string[] = []): { trail: readonly string[]; text: string }[] {
  if (typeof value === 'string') return [{ trail, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => stringsIn(each, [...trail, key]));
}

/** Names of all packages a manifest declares, with their ranges. */
export function declaredPackages(manifest: Manifest): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const field of ['optionalDependencies', 'peerDependencies', 'devDependencies', 'dependencies']) {
    const list = manifest[field];
    if (typeof list !== 'object' || list === null) continue;
    for (const [name, range] of Object.entries(list)) if (typeof range === 'string') found.set(name, range);
  }
  return found;
}
