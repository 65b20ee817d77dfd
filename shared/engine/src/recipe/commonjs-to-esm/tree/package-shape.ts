import type { SourceTree } from '../../recipe.ts';
import { esmNames, installedEntry, installedPackage } from './installed-package.ts';
import { declaredPackages, manifestOf, scopeOf } from './manifest.ts';
import { packageName } from './resolve-require.ts';

/**
 * Packages whose ES module entry has no default export, from the major version on that brought it: a default import of
 * them fails when the program is linked. Only asked when the installed package was not read. Source: their `exports` maps.
 */
const NAMED_ONLY: Readonly<Record<string, number>> = {
  acorn: 7,
  'acorn-walk': 8,
  cheerio: 1,
  chokidar: 4,
  cookie: 2,
  dequal: 2,
  entities: 3,
  'fast-check': 3,
  glob: 10,
  htmlparser2: 7,
  'lru-cache': 9,
  marked: 4,
  minimatch: 9,
  minipass: 5,
  mkdirp: 3,
  nanoid: 3,
  'path-scurry': 1,
  preact: 10,
  rimraf: 5,
  rollup: 2,
  terser: 5,
  tslib: 2,
  uuid: 7,
  uvu: 0,
  'uvu/assert': 0,
};

/** How an import of a package has to be written to get what `require` gave. */
export interface PackageShape {
  readonly value: 'default' | 'namespace';
  /** The namespace is the very object that `require` gave. */
  readonly exact: boolean;
  readonly hasName: (name: string) => boolean;
}

const COMMONJS: PackageShape = { value: 'default', exact: true, hasName: () => false };

export function packageShape(tree: SourceTree, from: string, specifier: string): PackageShape {
  return installedShape(tree, from, specifier) ?? guessedShape(tree, from, specifier);
}

function installedShape(tree: SourceTree, from: string, specifier: string): PackageShape | null {
  const found = installedPackage(tree, from, packageName(specifier));
  const imported = found ? installedEntry(found, specifier, 'import') : null;
  if (!found || !imported) return null;
  if (!imported.esm) return COMMONJS;
  const text = tree.installed?.get(imported.path);
  const exported = text === undefined ? null : esmNames(imported.path, text);
  if (!exported) return null;
  const { names, open } = exported;
  const hasName = (name: string): boolean => names.has(name) || open;
  // `require` of the same ES module gives its namespace, unless the module names another value for that.
  const same = installedEntry(found, specifier, 'require')?.esm === true;
  if (same && !names.has('module.exports')) return { value: 'namespace', exact: true, hasName };
  return names.has('default')
    ? { value: 'default', exact: true, hasName: (name) => names.has(name) }
    : { value: 'namespace', exact: false, hasName };
}

function guessedShape(tree: SourceTree, from: string, specifier: string): PackageShape {
  const since = NAMED_ONLY[specifier] ?? NAMED_ONLY[packageName(specifier)];
  if (since === undefined) return COMMONJS;
  const scope = scopeOf(tree, from);
  const range = declaredPackages((scope === null ? null : manifestOf(tree, scope)) ?? {}).get(packageName(specifier));
  const major = Number(/\d+/.exec(range ?? '')?.[0] ?? Number.NaN);
  return Number.isNaN(major) || major >= since ? { value: 'namespace', exact: false, hasName: () => true } : COMMONJS;
}

/** The specifier an import needs, or null when it cannot be known: `pkg/file` without extension names a file only to `require`. */
export function importSpecifier(tree: SourceTree, from: string, specifier: string): string | null {
  const name = packageName(specifier);
  const rest = specifier.slice(name.length + 1);
  if (rest === '') return specifier;
  const found = installedPackage(tree, from, name);
  if (found && found.manifest['exports'] != null) return installedEntry(found, specifier, 'import') ? specifier : null;
  if (/\.([cm]?js|json)$/.test(rest)) return specifier;
  if (name === 'lodash') return `${specifier}.js`;
  if (NAMED_ONLY[specifier] !== undefined) return specifier;
  return found && tree.installed?.has(`${found.folder}/${rest}.js`) ? `${specifier}.js` : null;
}
