import type { Kept } from '@iama/contracts/recipe';
import { isInside } from '../../../js/paths.ts';
import type { SourceTree } from '../../recipe.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import type { Reason } from '../facts/source-facts.ts';
import { isFixture, isTestFile } from '../tree/file-roles.ts';
import { lintSyntax } from '../tree/lint-syntax.ts';
import { manifestOf, manifestPath, scopeOf } from '../tree/manifest.ts';
import { isMonorepo, resolveRequire } from '../tree/resolve-require.ts';
import type { Conversion } from './conversion.ts';
import { exportModes } from './export-mode.ts';
import { packageFiles } from './package-files.ts';
import type { PackageFiles } from './package-files.ts';
import { allFacts, importedPaths } from './all-facts.ts';
import { settle } from './settle.ts';
import type { Settlement } from './settle.ts';
import { stayNames } from './stay-names.ts';
import type { StayNames } from './stay-names.ts';

export interface PackagesPlan {
  readonly packages: readonly PackageFiles[];
  readonly conversion: Conversion;
  readonly names: StayNames;
  readonly everything: readonly ModuleFacts[];
  readonly kept: readonly Kept[];
}

/**
 * Which of the target's packages can become packages of ES modules as a whole, and what becomes of each of their files.
 * `taken` are files that an earlier attempt could not rewrite, with the reason.
 */
export function planPackages(
  tree: SourceTree,
  target: string,
  modern: boolean,
  taken: ReadonlyMap<string, Reason>,
): PackagesPlan {
  const everything = allFacts(tree);
  const imported = importedPaths(tree, everything);
  const kept: Kept[] = [];
  const refused: string[] = [];
  let packages: PackageFiles[] = [];
  for (const directory of targetScopes(tree, target, everything)) {
    const manifest = directory === null ? null : manifestOf(tree, directory);
    const path = directory === null ? target : manifestPath(directory);
    const keep = (reason: string): void => void kept.push({ path, symbol: null, line: null, reason });
    if (directory === null) keep('no package.json governs it, so nothing says how Node should read a .js file');
    else if (!isInside(directory, target))
      keep(
        'its type holds for the whole package, and only a part of that is the target; choose the folder of this file',
      );
    else if (!manifest) keep('it is not valid JSON');
    else if (manifest['type'] === 'module')
      keep('the package is of type module already; what is left of CommonJS in it has the name .cjs on purpose');
    else {
      const files = packageFiles(tree, directory, manifest, everything, imported);
      files.refusals.forEach(keep);
      if (files.refusals.length > 0) refused.push(files.directory);
      if (files.refusals.length === 0 && files.candidates.size > 0) packages.push(files);
    }
  }
  // A package inside another, such as a benchmark's, does not change alone.
  packages = packages.filter(({ directory }) => !refused.some((each) => goesWith(tree, directory, each)));
  for (;;) {
    const candidates = new Set(packages.flatMap((each) => [...each.candidates]));
    const forced = new Map([...packages.flatMap((each) => [...each.forced]), ...taken]);
    const settlement = settle(tree, candidates, forced, (path) => modern && readsAttributes(tree, path));
    const names = stayNames(tree, everything, settlement.stay.keys(), settlement.convert);
    const entries = new Set(
      packages
        .filter(({ manifest }) => manifest['private'] !== true)
        .flatMap((each) => [...each.entries, ...each.deep])
        .filter((path) => settlement.convert.has(path)),
    );
    const failed = packages.filter((files) => {
      const why = objections(files, settlement, names);
      kept.push(...why);
      return why.length > 0;
    });
    if (failed.length === 0) {
      const modes = exportModes(tree, everything, settlement.convert, entries);
      const conversion: Conversion = { tree, settlement, modes, renames: names.renames, entries, metaDirname: modern };
      const stays = [...settlement.stay].map(([path, { line, reason }]) => ({ path, symbol: null, line, reason }));
      return { packages, conversion, names, everything, kept: [...kept, ...stays] };
    }
    const gone = failed.map(({ directory }) => directory);
    packages = packages.filter(({ directory }) => !gone.some((each) => goesWith(tree, directory, each)));
  }
}

/** The package at `inner` is part of the one at `outer`, or that itself; the members of a monorepo stand for themselves. */
function goesWith(tree: SourceTree, inner: string, outer: string): boolean {
  return inner === outer || (isInside(inner, outer) && !isMonorepo(tree));
}

function readsAttributes(tree: SourceTree, path: string): boolean {
  const scope = scopeOf(tree, path);
  return lintSyntax((scope === null ? null : manifestOf(tree, scope)) ?? {}).importAttributes;
}

/** Folders of the package.jsons that govern the target's CommonJS files; null for files that none governs. */
function targetScopes(tree: SourceTree, target: string, everything: readonly ModuleFacts[]): Set<string | null> {
  const scopes = new Set<string | null>();
  for (const { path, form } of everything) {
    if (form !== 'commonjs' || !path.endsWith('.js') || !isInside(path, target)) continue;
    const scope = scopeOf(tree, path);
    if (scope === null || !isFixture(`${scope}/x`)) scopes.add(scope);
  }
  return scopes;
}

/** Why the change of this package does not hold together; each with the file that is in the way. */
function objections(files: PackageFiles, settlement: Settlement, names: StayNames): Kept[] {
  const found: Kept[] = [];
  const add = (path: string, { line, reason }: Reason, effect: string): void => {
    found.push({ path, symbol: null, line, reason: `${reason}; ${effect}` });
  };
  const own = [...settlement.stay].filter(([path]) => files.candidates.has(path) || files.forced.has(path));
  for (const [path, reason] of own) {
    const stuck = names.stuck.get(path);
    if (files.entries.has(path) || files.programs.has(path))
      add(path, reason, 'it is the entry of the package, so the package stays CommonJS');
    else if (isTestFile(path) && !isFixture(path))
      add(path, reason, 'as a test it must keep its name, so the package stays CommonJS');
    else if (stuck !== undefined) add(path, reason, `${stuck}, so the package stays CommonJS`);
  }
  if (found.length > 0) {
    for (const [path, { line, reason }] of own) {
      const isCause =
        files.candidates.has(path) && !found.some((each) => each.path === path) && !reason.endsWith('requires it');
      if (isCause) found.push({ path, symbol: null, line, reason });
    }
  }
  const unwilling = own.filter(([path]) => files.candidates.has(path));
  const library = [...files.candidates].filter((path) => !isTestFile(path)).length;
  if (found.length === 0 && unwilling.length * 2 > library) {
    for (const [path, reason] of unwilling)
      add(path, reason, 'more than half of the package would stay CommonJS, so all of it does');
  }
  return found;
}

/** Groups of packages that require each other, by the folder of the first. */
export function packageGroups(plan: PackagesPlan): ReadonlyMap<string, string> {
  const group = new Map(plan.packages.map(({ directory }) => [directory, directory]));
  const rootOf = (directory: string): string => {
    const next = group.get(directory) as string;
    return next === directory ? directory : rootOf(next);
  };
  const { tree } = plan.conversion;
  for (const facts of plan.everything) {
    const from = scopeOf(tree, facts.path);
    if (from === null || !group.has(from)) continue;
    for (const { specifier } of facts.requires) {
      const target = resolveRequire(tree, facts.path, specifier);
      const to = target.kind === 'file' ? scopeOf(tree, target.path) : null;
      if (to !== null && group.has(to)) group.set(rootOf(to), rootOf(from));
    }
  }
  return new Map([...group.keys()].map((directory) => [directory, rootOf(directory)]));
}
