import type { SourceTree } from '../recipe/recipe.ts';
import { indexFiles } from './file-index.ts';
import type { FileIndex } from './file-index.ts';
import { isNodeBuiltin } from './node-builtins.ts';
import { readPackages } from './package-manifest.ts';
import type { PackageManifest, Packages } from './package-manifest.ts';
import { findSource, mainPaths, mapSubpath } from './package-targets.ts';
import { readCompilerSettings } from './path-mapping.ts';
import type { CompilerSettings } from './path-mapping.ts';
import { directoryOf, joinPath } from './paths.ts';

/** What a specifier leads to. `files` has the likeliest first; the others are meant on other platforms or by types. */
export type Resolution =
  | { readonly kind: 'file'; readonly files: readonly string[] }
  | { readonly kind: 'builtin' }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'unresolved' };

export interface Resolver {
  readonly index: FileIndex;
  readonly packages: Packages;
  readonly settings: CompilerSettings;
  resolve(from: string, specifier: string): Resolution;
}

const resolverByTree = new WeakMap<SourceTree, Resolver>();

/** Resolution inside the tree by text alone: relative paths, tsconfig `paths`, `imports`, `exports`, workspace packages. */
export function resolverOf(tree: SourceTree): Resolver {
  const known = resolverByTree.get(tree);
  if (known) return known;
  const index = indexFiles(tree.paths);
  const packages = readPackages(tree);
  const settings = readCompilerSettings(tree);
  const cache = new Map<string, Resolution>();
  const resolver: Resolver = {
    index,
    packages,
    settings,
    resolve(from, specifier) {
      const key = `${directoryOf(from)}\0${specifier}`;
      const found = cache.get(key) ?? resolve(resolver, from, clean(specifier));
      cache.set(key, found);
      return found;
    },
  };
  resolverByTree.set(tree, resolver);
  return resolver;
}

function resolve({ index, packages, settings }: Resolver, from: string, specifier: string): Resolution {
  const file = (files: readonly string[]): Resolution | null => (files.length > 0 ? { kind: 'file', files } : null);
  const at = (path: string | null) => (path === null ? null : file(index.find(path)));
  if (/^\.{1,2}(\/|$)/.test(specifier)) {
    return at(joinPath(directoryOf(from), specifier)) ?? folderMain(index, packages, from, specifier) ?? UNRESOLVED;
  }
  const owner = packages.owning(from);
  if (specifier.startsWith('/')) {
    return (
      at(joinPath(owner?.directory ?? '.', `.${specifier}`)) ??
      at(joinPath(owner?.directory ?? '.', `public${specifier}`)) ??
      UNRESOLVED
    );
  }
  if (specifier.startsWith('#') && owner) {
    for (const target of mapSubpath(owner.json['imports'], specifier)) {
      const hit = target.startsWith('.') ? file(findSource(index, owner, target)) : null;
      if (hit) return hit;
    }
  }
  for (const path of settings.mapped(from, specifier)) {
    const hit = at(path);
    if (hit) return hit;
  }
  const name = packageNameOf(specifier);
  const member = packages.byName.get(name);
  if (member) {
    const files = workspaceFiles(index, member, specifier.slice(name.length));
    if (files.length > 0) return { kind: 'file', files };
  }
  if (isNodeBuiltin(specifier) && !owner?.dependencies.has(name)) return { kind: 'builtin' };
  if (owner?.dependencies.has(name)) return { kind: 'package', name };
  return (
    aliased(index, owner, specifier, file) ??
    (/^(?:@[^/]+\/)?[\w.-]+(\/|$)/.test(specifier) ? { kind: 'package', name } : UNRESOLVED)
  );
}

const UNRESOLVED: Resolution = { kind: 'unresolved' };

/** `./lib` where `lib/package.json` names its main file. */
function folderMain(index: FileIndex, packages: Packages, from: string, specifier: string): Resolution | null {
  const directory = joinPath(directoryOf(from), specifier);
  const manifest = packages.all.find((each) => each.directory === directory);
  const files = manifest ? mainPaths(manifest).flatMap((path) => findSource(index, manifest, path)) : [];
  return files.length > 0 ? { kind: 'file', files } : null;
}

function workspaceFiles(index: FileIndex, member: PackageManifest, rest: string): readonly string[] {
  const targets = rest === '' ? mainPaths(member) : [...mapSubpath(member.json['exports'], `.${rest}`), `.${rest}`];
  const files = targets.flatMap((target) => findSource(index, member, target));
  if (files.length > 0 || rest !== '') return [...new Set(files)];
  return ['src/index', 'index', 'src/main', 'lib/index'].flatMap((guess) => findSource(index, member, guess));
}

/** `@/x`, `~/x` and `src/x` are what bundlers are usually set to; asked only when nothing else knows the specifier. */
function aliased(
  index: FileIndex,
  owner: PackageManifest | null,
  specifier: string,
  file: (files: readonly string[]) => Resolution | null,
): Resolution | null {
  const home = owner?.directory ?? '.';
  const short = /^[@~#]\/?(.+)$/.exec(specifier)?.[1];
  const guesses =
    short !== undefined && !/^@[^/]+\//.test(specifier)
      ? [`src/${short}`, short, `app/${short}`]
      : [specifier, `src/${specifier}`];
  for (const guess of guesses) {
    const path = joinPath(home, guess);
    const hit = path === null ? null : file(index.find(path));
    if (hit) return hit;
  }
  return null;
}

export function packageNameOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') && second !== '' ? `${first}/${second}` : first;
}

/** Without what only a bundler reads: `style!./x.css`, `./icon.svg?url`. */
function clean(specifier: string): string {
  return specifier.slice(specifier.lastIndexOf('!') + 1).replace(/(?<=.)[?].*$/, '');
}
