import type { SourceTree } from '../recipe.ts';
import { allFacts } from './plan/all-facts.ts';
import { installFolders, installedEntry, installedPackage } from './tree/installed-package.ts';
import { packageName, resolveRequire } from './tree/resolve-require.ts';

/**
 * Files below `node_modules` that tell how the required packages may be imported and that `tree.installed` lacks: package.jsons
 * first, then entry files. Read those that exist, put them into `installed`, and ask again until nothing new is wanted;
 * three rounds are enough. A path that does not exist goes on being wanted.
 */
export function wantedInstalledFiles(tree: SourceTree): string[] {
  const wanted = new Set<string>();
  for (const facts of allFacts(tree)) {
    for (const { specifier } of facts.requires) {
      if (resolveRequire(tree, facts.path, specifier).kind !== 'external') continue;
      const name = packageName(specifier);
      const found = installedPackage(tree, facts.path, name);
      if (!found) {
        for (const folder of installFolders(facts.path, name)) wanted.add(`${folder}/package.json`);
        continue;
      }
      const entry = installedEntry(found, specifier, 'import');
      if (entry?.esm === true) wanted.add(entry.path);
      const rest = specifier.slice(name.length + 1);
      if (rest !== '' && found.manifest['exports'] == null && !/\.[cm]?js(on)?$/.test(rest))
        wanted.add(`${found.folder}/${rest}.js`);
    }
  }
  return [...wanted].filter((path) => !tree.installed?.has(path)).toSorted();
}
