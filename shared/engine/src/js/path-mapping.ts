import type { SourceTree } from '../recipe/recipe.ts';
import { ancestorsOf, baseNameOf, directoryOf, joinPath } from './paths.ts';
import { isObject, readJson, stringsIn } from './read-json.ts';
import type { JsonObject } from './read-json.ts';

/** What tsconfig and jsconfig files say about a file below them. */
export interface CompilerSettings {
  /** Paths that a bare specifier may stand for by `paths` and `baseUrl`, best first. */
  readonly mapped: (from: string, specifier: string) => readonly string[];
  /** A boolean or string of `compilerOptions`, from the nearest file that sets it. */
  readonly option: (from: string, name: string) => boolean | string | undefined;
}

interface Config {
  readonly options: JsonObject;
  readonly base: string | null;
  readonly paths: readonly (readonly [string, readonly string[]])[];
}

export function readCompilerSettings(tree: SourceTree): CompilerSettings {
  const configs = new Map<string, Config[]>();
  for (const path of tree.files.keys()) {
    if (!/^[tj]sconfig(\..+)?\.json$/.test(baseNameOf(path))) continue;
    const config = readConfig(tree, path, new Set());
    const directory = directoryOf(path);
    const list = configs.get(directory) ?? [];
    // The plain name is what tools look for first; `tsconfig.app.json` and the like come after it.
    if (/^[tj]sconfig\.json$/.test(baseNameOf(path))) list.unshift(config);
    else list.push(config);
    configs.set(directory, list);
  }
  const above = (from: string) => ancestorsOf(directoryOf(from)).flatMap((directory) => configs.get(directory) ?? []);
  return {
    mapped: (from, specifier) => above(from).flatMap((config) => mapOnce(config, specifier)),
    option(from, name) {
      for (const config of above(from)) {
        const value = config.options[name];
        if (typeof value === 'boolean' || typeof value === 'string') return value;
      }
      return undefined;
    },
  };
}

function readConfig(tree: SourceTree, path: string, seen: Set<string>): Config {
  seen.add(path);
  const json = readJson(tree.files.get(path) ?? '');
  const directory = directoryOf(path);
  const own = isObject(json) && isObject(json['compilerOptions']) ? json['compilerOptions'] : {};
  let merged: Config = { options: {}, base: null, paths: [] };
  for (const wish of isObject(json) ? stringsIn(json['extends']) : []) {
    const target = joinPath(directory, wish);
    const file = [target, `${target}.json`].find((each) => each !== null && tree.files.has(each));
    if (!wish.startsWith('.') || file === undefined || file === null || seen.has(file)) continue;
    const parent = readConfig(tree, file, seen);
    merged = {
      options: { ...merged.options, ...parent.options },
      base: parent.base ?? merged.base,
      paths: [...parent.paths, ...merged.paths],
    };
  }
  const base = typeof own['baseUrl'] === 'string' ? joinPath(directory, own['baseUrl']) : null;
  const root = base ?? merged.base ?? directory;
  const paths = isObject(own['paths'])
    ? Object.entries(own['paths']).map(
        ([pattern, targets]) => [pattern, stringsIn(targets).flatMap((each) => joinPath(root, each) ?? [])] as const,
      )
    : merged.paths;
  return { options: { ...merged.options, ...own }, base: base ?? merged.base, paths };
}

function mapOnce(config: Config, specifier: string): string[] {
  const found: string[] = [];
  for (const [pattern, targets] of config.paths) {
    const filled = matchStar(pattern, specifier);
    if (filled !== null) found.push(...targets.map((target) => target.replace('*', filled)));
  }
  if (config.base !== null) found.push(joinPath(config.base, specifier) ?? specifier);
  return found;
}

/** What `*` stands for when `pattern` matches `text`; an empty string for a pattern without a star that is equal. */
export function matchStar(pattern: string, text: string): string | null {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === text ? '' : null;
  const tail = pattern.slice(star + 1);
  const fits = text.startsWith(pattern.slice(0, star)) && text.endsWith(tail) && text.length >= pattern.length - 1;
  return fits ? text.slice(star, text.length - tail.length) : null;
}
