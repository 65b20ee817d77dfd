import type { Resolver } from '../../../js/resolve.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Target } from '../language-links.ts';
import { moduleShape } from './module-shape.ts';
import type { Load, Take } from './module-shape.ts';

/** Which file of the program is meant by a specifier, and who takes what from whom. */
export interface ModuleResolution {
  /** Null where it leads out of the program, or where several files may be meant. */
  find(from: SourceFile, source: string): SourceFile | null;
  takers(path: string): readonly { readonly file: SourceFile; readonly take: Take }[];
  /** Files that pass on all names of this one. */
  passers(path: string): readonly SourceFile[];
  loads(path: string): readonly Load[];
  /** Some specifier leads to this file or to another one: by platform, by condition. */
  isOneOfSeveral(path: string): boolean;
  /** What a module calls by an exported name; null when nobody can tell. */
  exported(file: SourceFile, name: string): Target | null;
}

export function moduleResolution(files: ReadonlyMap<string, SourceFile>, resolver: Resolver): ModuleResolution {
  const takers = new Map<string, { file: SourceFile; take: Take }[]>();
  const passers = new Map<string, SourceFile[]>();
  const loads = new Map<string, Load[]>();
  const several = new Set<string>();
  const pathsOf = (from: SourceFile, source: string): readonly string[] => {
    const found = resolver.resolve(from.path, source);
    if (found.kind !== 'file') return [];
    // Descriptions stand beside what they describe, and are not run.
    const code = found.files.filter((path) => !/\.d\.[cm]?ts$/.test(path));
    return code.length > 0 ? code : found.files;
  };
  for (const file of files.values()) {
    const shape = moduleShape(file);
    for (const take of shape.takes) {
      for (const path of pathsOf(file, take.source)) append(takers, path, { file, take });
    }
    for (const source of shape.stars) for (const path of pathsOf(file, source)) append(passers, path, file);
    for (const load of shape.loads) for (const path of pathsOf(file, load.source)) append(loads, path, load);
    for (const source of [...shape.takes.map((take) => take.source), ...shape.stars]) {
      const paths = pathsOf(file, source);
      if (paths.length > 1) for (const path of paths) several.add(path);
    }
  }
  const find = (from: SourceFile, source: string): SourceFile | null => {
    const [path, ...others] = pathsOf(from, source);
    return path === undefined || others.length > 0 ? null : (files.get(path) ?? null);
  };
  return {
    find,
    takers: (path) => takers.get(path) ?? [],
    passers: (path) => passers.get(path) ?? [],
    loads: (path) => loads.get(path) ?? [],
    isOneOfSeveral: (path) => several.has(path),
    exported: (file, name) => exported(file, name, find, new Set()),
  };
}

function exported(file: SourceFile, name: string, find: ModuleResolution['find'], seen: Set<string>): Target | null {
  const key = `${file.path}\0${name}`;
  if (seen.has(key)) return null;
  seen.add(key);
  const shape = moduleShape(file);
  const binding = shape.exports.get(name);
  if (binding && binding.kind !== 'import') return { file, binding };
  const take = shape.takes.find((each) => (binding ? each.binding === binding : each.exportedAs === name));
  if (take) {
    const from = take.imported === '*' ? null : find(file, take.source);
    return from && exported(from, take.imported, find, seen);
  }
  if (name === 'default') return null;
  // Two stars that both offer the name offer it not at all; the one that leads out of the program may.
  const sources = shape.stars.map((source) => find(file, source));
  const found = sources.flatMap((each) => (each && exported(each, name, find, seen)) ?? []);
  return sources.includes(null) || found.length !== 1 ? null : found[0]!;
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
