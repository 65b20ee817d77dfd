import type ts from 'typescript6';
import type { SourceTree } from '../recipe.ts';
import { compilerOf } from '../typescript/compiler.ts';
import { toCompilerPath, toTreePath } from '../typescript/tree-paths.ts';
import type { Location } from './location.ts';

const PREFERENCES: ts.UserPreferences = { providePrefixAndSuffixTextForRename: true, allowRenameOfImportPath: false };

/** Asked of every file that passes the name on under itself (`export { a } from`): whether it passes the new one on. */
export type PassesOn = (path: string) => boolean;

/**
 * All places that mean the symbol whose name stands at `at`, over all projects and through re-exports; null when the compiler
 * cannot rename it. Where `passesOn` says no, a file goes on offering the old name.
 */
export function collectLocations(tree: SourceTree, path: string, at: number, passesOn: PassesOn): Location[] | null {
  const compiler = compilerOf(tree);
  const found = new Map<string, Location>();
  const asked = new Set<string>();
  const pending = [{ path, at }];
  for (let seed = pending.pop(); seed; seed = pending.pop()) {
    const key = `${seed.path} ${seed.at}`;
    if (asked.has(key)) continue;
    asked.add(key);
    const own = compiler.projectOf(seed.path);
    // Files of another project (tests, mostly) see the same declaration through their own program.
    const projects = [own, ...compiler.projects].filter((each) => each?.sourceFile(seed.path));
    for (const project of new Set(projects)) {
      const fileName = toCompilerPath(seed.path);
      if (project === own && !project?.service.getRenameInfo(fileName, seed.at, PREFERENCES).canRename) return null;
      for (const each of project?.service.findRenameLocations(fileName, seed.at, false, false, PREFERENCES) ?? []) {
        const place = toTreePath(each.fileName);
        if (place === null || !tree.files.has(place)) return null;
        const { start, length } = each.textSpan;
        const location = {
          path: place,
          start,
          end: start + length,
          prefix: each.prefixText ?? '',
          suffix: each.suffixText ?? '',
        };
        const known = found.get(`${place} ${start}`);
        found.set(`${place} ${start}`, known ? merged(known, location) : location);
        if (location.suffix.startsWith(' as ') && passesOn(place)) pending.push({ path: place, at: start });
      }
    }
  }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start));
}

/** Renamed on both sides: what is `a as b` from here and `b as a` from there is simply the new name. */
function merged(a: Location, b: Location): Location {
  const both = (a.suffix !== '' && b.prefix !== '') || (a.prefix !== '' && b.suffix !== '');
  return both ? { ...a, prefix: '', suffix: '' } : { ...a, prefix: a.prefix || b.prefix, suffix: a.suffix || b.suffix };
}
