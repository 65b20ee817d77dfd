import type { SourceTree } from '../recipe.ts';
import { readPackages } from '../../js/package-manifest.ts';
import { isObject, stringsIn } from '../../js/read-json.ts';
import { languageOf } from '../../js/parse.ts';
import type { ParsedModule } from '../../js/parse.ts';
import { walk } from '../../js/walk.ts';
import { engineFloors } from '../commonjs-to-esm/tree/engine-floor.ts';

/** Why the top level of a file belongs to more than the file; null when it is the file's own. */
export function whyShared(
  tree: SourceTree,
  { path, program, sourceType }: ParsedModule,
  unresolved: ReadonlySet<number>,
): string | null {
  if (sourceType !== 'script' || /\.[cm][jt]s$/.test(path)) return null;
  const isTyped = /^tsx?$/.test(languageOf(path) ?? '');
  if (!isTyped && readPackages(tree).owning(path)?.isModule === true) return null;
  let isCommonJs = false;
  walk(program, (node) => {
    if (
      node.type === 'Identifier' &&
      unresolved.has(node.start) &&
      /^(?:require|module|exports|__dirname|__filename)$/.test(String(node['name']))
    )
      isCommonJs = true;
  });
  return isCommonJs ? null : 'the file is a script, and the variables of a script are properties of the global object';
}

/** Why a package cannot have `let` and `const`: it still runs where they do not exist. Null when it does not say so. */
export function whyOld(tree: SourceTree, path: string): string | null {
  const json = readPackages(tree).owning(path)?.json;
  if (!json) return null;
  const engines = isObject(json['engines']) ? json['engines']['node'] : null;
  const oldest = engineFloors(engines).find(([major]) => major < 6);
  if (oldest) return `package.json says that it runs on Node ${oldest[0]}`;
  const old = stringsIn(json['browserslist']).find(
    (each) => /^\s*(?:ie|explorer)\b/i.test(each) && !/^\s*not\b/i.test(each),
  );
  return old === undefined ? null : `package.json says that it runs in ${old.trim()}`;
}
