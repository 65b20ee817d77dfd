import type { SourceTree } from '../../recipe.ts';
import { isBuiltin } from './builtins.ts';
import { manifestOf, scopeOf } from './manifest.ts';
import { directoryOf, joinPath } from '../../../js/paths.ts';

export type Resolved =
  | { readonly kind: 'builtin' }
  | { readonly kind: 'external'; readonly name: string }
  /** A file of the tree, by Node's rules for `require`. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'missing' };

/** Where `require(specifier)` in the file at `from` leads. */
export function resolveRequire(tree: SourceTree, from: string, specifier: string): Resolved {
  if (isBuiltin(specifier)) return { kind: 'builtin' };
  if (/^\.\.?(\/|$)/.test(specifier)) {
    const target = joinPath(directoryOf(from), specifier);
    if (target === null) return { kind: 'missing' };
    const path = asFile(tree, target, specifier) ?? asFolder(tree, target);
    return path === null ? { kind: 'missing' } : { kind: 'file', path };
  }
  if (specifier.startsWith('/') || specifier.startsWith('#')) return { kind: 'missing' };
  const name = packageName(specifier);
  const own = workspacePackage(tree, from, name);
  if (own === null) return { kind: 'external', name };
  const rest = specifier.slice(name.length + 1);
  const target = rest === '' ? own : joinPath(own, rest);
  const path =
    target === null ? null : ((rest === '' ? null : asFile(tree, target, specifier)) ?? asFolder(tree, target));
  return path === null ? { kind: 'external', name } : { kind: 'file', path };
}

export function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] as string);
}

function asFile(tree: SourceTree, target: string, specifier: string): string | null {
  if (/(^|\/)\.\.?\/?$/.test(specifier) || specifier.endsWith('/')) return null;
  for (const suffix of ['', '.js', '.json', '.node']) if (tree.paths.has(target + suffix)) return target + suffix;
  return null;
}

function asFolder(tree: SourceTree, target: string): string | null {
  const inside = target === '.' ? '' : `${target}/`;
  const main = manifestOf(tree, target)?.['main'];
  if (typeof main === 'string' && main !== '') {
    const entry = joinPath(target, main);
    if (entry !== null && entry !== target) {
      for (const suffix of ['', '.js', '.json', '.node', '/index.js'])
        if (tree.paths.has(entry + suffix)) return entry + suffix;
    }
  }
  for (const index of ['index.js', 'index.json', 'index.node'])
    if (tree.paths.has(inside + index)) return inside + index;
  return null;
}

const packagesByTree = new WeakMap<SourceTree, ReadonlyMap<string, string>>();

/** Folder of the workspace package of that name, as the package manager links it for the file at `from`; or null. */
function workspacePackage(tree: SourceTree, from: string, name: string): string | null {
  let packages = packagesByTree.get(tree);
  if (!packages) {
    packages = linkedPackages(tree);
    packagesByTree.set(tree, packages);
  }
  const own = scopeOf(tree, from);
  const manifest = own === null ? null : manifestOf(tree, own);
  // A package finds itself by its name only when it says what it exports.
  if (own !== null && manifest?.['name'] === name) return manifest['exports'] === undefined ? null : own;
  return packages.get(name) ?? null;
}

function linkedPackages(tree: SourceTree): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!isMonorepo(tree)) return found;
  for (const path of tree.files.keys()) {
    if (!/(^|\/)package\.json$/.test(path) || path.includes('node_modules/') || /fixture|testdata|example/i.test(path))
      continue;
    const declared = manifestOf(tree, directoryOf(path))?.['name'];
    if (typeof declared === 'string' && !found.has(declared)) found.set(declared, directoryOf(path));
  }
  return found;
}

/** The root says that packages below it are linked with each other. */
export function isMonorepo(tree: SourceTree): boolean {
  return (
    manifestOf(tree, '.')?.['workspaces'] !== undefined ||
    tree.paths.has('pnpm-workspace.yaml') ||
    tree.paths.has('lerna.json')
  );
}
