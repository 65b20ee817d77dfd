import { ancestorsOf, directoryOf, hasFolder, isInside, joinPath } from '../../../js/paths.ts';
import { children } from '../../../js/walk.ts';
import type { SourceTree } from '../../recipe.ts';
import { moduleFacts } from '../facts/module-facts.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import type { Reason } from '../facts/source-facts.ts';
import { isConfigFile, isFixture, isMinified, isVendored } from '../tree/file-roles.ts';
import { manifestOf, scopeOf, stringsIn } from '../tree/manifest.ts';
import type { Manifest } from '../tree/manifest.ts';
import { resolveRequire } from '../tree/resolve-require.ts';
import { toolRefusals } from '../tree/tool-refusals.ts';
import { deepPaths } from './deep-paths.ts';

/** What a package consists of, seen from a change of its `type`. */
export interface PackageFiles {
  readonly directory: string;
  readonly manifest: Manifest;
  /** `.js` files that should become ES modules. */
  readonly candidates: ReadonlySet<string>;
  /** `.js` files that must go on being CommonJS, with the reason. */
  readonly forced: ReadonlyMap<string, Reason>;
  /** Candidates that other packages load by this package's name. */
  readonly entries: ReadonlySet<string>;
  /** Files beside the entries that others load by their path, as a package without `exports` allows. */
  readonly deep: ReadonlySet<string>;
  readonly programs: ReadonlySet<string>;
  /** Why the package as a whole cannot change. */
  readonly refusals: readonly string[];
}

export function packageFiles(
  tree: SourceTree,
  directory: string,
  manifest: Manifest,
  everything: readonly ModuleFacts[],
  imported: ReadonlySet<string>,
): PackageFiles {
  const own = everything.filter(({ path }) => path.endsWith('.js') && scopeOf(tree, path) === directory);
  const forced = new Map<string, Reason>();
  const candidates = new Set<string>();
  const entryPaths = packagePaths(tree, directory, manifest);
  // What stands in a repository's root package.json runs the tests of the packages below it.
  const refusals = ancestorsOf(directory).flatMap((each) => {
    const above = manifestOf(tree, each);
    return above ? toolRefusals(tree, each, above, each === directory ? own : []) : [];
  });
  if (entryPaths.missing !== null)
    refusals.push(
      `its entry ${entryPaths.missing} is not in the repository: a build makes it, and decides about modules`,
    );
  const typescript = [...tree.paths].find(
    (path) =>
      /\.[cm]?tsx?$/.test(path) &&
      !/\.d\.[cm]?ts$/.test(path) &&
      scopeOf(tree, path) === directory &&
      !isFixture(path) &&
      !/(^|\/)(test|types?|tests)\//.test(path) &&
      !/test-d|\.test\./.test(path),
  );
  if (typescript) refusals.push(`it also has TypeScript sources (${typescript}), whose compiler decides about modules`);
  const unread = [...imported, ...entryPaths.all].find(
    (path) => path.endsWith('.js') && scopeOf(tree, path) === directory && moduleFacts(tree, path) === null,
  );
  if (unread !== undefined) refusals.push(`${unread}, which other files load, cannot be read as code`);
  for (const facts of own) {
    const { path } = facts;
    if (facts.form === 'esm') {
      if (isVendored(path) || isFixture(path)) continue;
      refusals.push(`${path} is an ES module already, so some tool translates this package`);
      continue;
    }
    const isUsed = imported.has(path) || entryPaths.all.has(path);
    // `build/` may hold what a build makes, or the programs that build.
    if (isVendored(path) && (isUsed || !hasFolder(path, /^build$/) || isMinified(path))) {
      if (isUsed) forced.set(path, { line: null, reason: 'it is third-party or generated code' });
    } else if (isFixture(path) && !needsPackage(tree, facts, directory)) {
      if (facts.form === 'commonjs') forced.set(path, { line: null, reason: 'it is test data' });
    } else if (isConfigFile(path)) {
      if (facts.form === 'commonjs')
        forced.set(path, { line: null, reason: 'tools look for it by name; it becomes a .cjs file' });
    } else if (facts.form === 'commonjs' || isUsed) candidates.add(path);
  }
  for (const facts of everything) {
    const named = facts.form === 'esm' ? namedImportOf(tree, facts, candidates) : null;
    if (named !== null) refusals.push(`${facts.path} imports names from ${named} by the rules for CommonJS`);
  }
  for (const path of scriptsWithoutExtension(tree, directory, entryPaths.programs)) {
    refusals.push(`the program ${path} has no file extension, and Node reads such a file by the package's type`);
  }
  return {
    directory,
    manifest,
    candidates,
    forced,
    entries: entryPaths.libraries,
    deep: deepPaths(tree, directory, manifest, candidates),
    programs: entryPaths.programs,
    refusals,
  };
}

/** A test fixture that requires the package's own code has to change with it. */
function needsPackage(tree: SourceTree, facts: ModuleFacts, directory: string): boolean {
  return facts.requires.some(({ specifier }) => {
    const target = resolveRequire(tree, facts.path, specifier);
    return (
      target.kind === 'file' &&
      target.path.endsWith('.js') &&
      !isFixture(target.path) &&
      isInside(target.path, directory)
    );
  });
}

/** A candidate from which an ES module of the tree takes more than the default value. */
function namedImportOf(tree: SourceTree, facts: ModuleFacts, candidates: ReadonlySet<string>): string | null {
  for (const statement of facts.body) {
    const source = (statement['source'] as { value?: unknown } | null | undefined)?.value;
    const target = typeof source === 'string' ? resolveRequire(tree, facts.path, source) : null;
    if (target?.kind !== 'file' || !candidates.has(target.path)) continue;
    const plain = children(statement, 'specifiers').every((each) => each.type === 'ImportDefaultSpecifier');
    if (statement.type !== 'ImportDeclaration' || !plain) return target.path;
  }
  return null;
}

function packagePaths(
  tree: SourceTree,
  directory: string,
  manifest: Manifest,
): { all: Set<string>; libraries: Set<string>; programs: Set<string>; missing: string | null } {
  const find = (text: string): string | null => {
    const at = joinPath(directory, text);
    if (at === null) return null;
    return [at, `${at}.js`, `${at}/index.js`, `${at}.json`].find((each) => tree.paths.has(each)) ?? null;
  };
  const libraries = new Set<string>();
  const programs = new Set<string>();
  let missing: string | null = null;
  const main = typeof manifest['main'] === 'string' && manifest['main'] !== '' ? [manifest['main']] : [];
  for (const text of [...main, ...stringsIn(manifest['exports']).map((each) => each.text)]) {
    const found = find(text.replace(/\/$/, ''));
    if (found) libraries.add(found);
    else if (!text.includes('*') && !/\.d\.[cm]?ts$/.test(text)) missing ??= text;
  }
  const index = find('index.js');
  if (main.length === 0 && manifest['exports'] === undefined && index) libraries.add(index);
  const bin = typeof manifest['bin'] === 'string' ? { bin: manifest['bin'] } : manifest['bin'];
  for (const { text } of stringsIn(bin)) {
    const found = find(text);
    if (found) programs.add(found);
  }
  return { all: new Set([...libraries, ...programs]), libraries, programs, missing };
}

/** Programs that Node starts although their name has no extension. */
function scriptsWithoutExtension(tree: SourceTree, directory: string, programs: ReadonlySet<string>): string[] {
  const found = [...programs].filter((path) => !/\.[cm]?js$/.test(path));
  for (const [path, text] of tree.files) {
    if (/\.\w+$/.test(path) || !isInside(path, directory) || scopeOf(tree, path) !== directory) continue;
    if (/^#!.*\bnode\b/.test(text) && !isFixture(path) && !found.includes(path)) found.push(path);
  }
  return found.filter((path) => directoryOf(path) !== '.git');
}
