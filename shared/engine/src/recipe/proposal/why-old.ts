import type { SourceTree } from '../recipe.ts';
import { readPackages } from '../../js/package-manifest.ts';
import { isObject, stringsIn } from '../../js/read-json.ts';
import { engineFloors } from '../commonjs-to-esm/tree/engine-floor.ts';

/** Why a package cannot have what came with a version of Node: it says that it runs where that does not exist. Null when it does not. */
export function whyOld(tree: SourceTree, path: string, major: number): string | null {
  const json = readPackages(tree).owning(path)?.json;
  if (!json) return null;
  const engines = isObject(json['engines']) ? json['engines']['node'] : null;
  const oldest = engineFloors(engines).find(([floor]) => floor < major);
  if (oldest) return `package.json says that it runs on Node ${oldest[0]}`;
  const old = stringsIn(json['browserslist']).find(
    (each) => /^\s*(?:ie|explorer)\b/i.test(each) && !/^\s*not\b/i.test(each),
  );
  return old === undefined ? null : `package.json says that it runs in ${old.trim()}`;
}
