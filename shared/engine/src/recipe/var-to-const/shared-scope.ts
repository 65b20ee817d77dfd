import type { SourceTree } from '../recipe.ts';
import { readPackages } from '../../js/package-manifest.ts';
import { languageOf } from '../../js/parse.ts';
import type { ParsedModule } from '../../js/parse.ts';
import { walk } from '../../js/walk.ts';

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
