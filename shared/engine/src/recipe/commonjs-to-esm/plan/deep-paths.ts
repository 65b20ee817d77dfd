import { directoryOf, isInside } from '../../../js/paths.ts';
import type { SourceTree } from '../../recipe.ts';
import { isTestFile } from '../tree/file-roles.ts';
import type { Manifest } from '../tree/manifest.ts';

/**
 * Files that consumers load by path, as `require('xtend/mutable')`: those beside the package.json, and those whose path
 * the documentation gives. Only where no `exports` closes the package.
 */
export function deepPaths(
  tree: SourceTree,
  directory: string,
  manifest: Manifest,
  candidates: ReadonlySet<string>,
): Set<string> {
  const name = manifest['name'];
  if (manifest['exports'] !== undefined || typeof name !== 'string') return new Set();
  const prose = [...tree.files]
    .filter(([path]) => /\.(md|markdown|mdx|rst|txt|adoc)$/i.test(path) && isInside(path, directory))
    .map(([, text]) => text);
  const found = [...candidates].filter((path) => {
    if (isTestFile(path)) return false;
    if (directoryOf(path) === directory) return true;
    const inside = directory === '.' ? path : path.slice(directory.length + 1);
    const deep = `${name}/${inside.replace(/(\/index)?\.js$/, '')}`;
    return prose.some((text) => text.includes(deep));
  });
  return new Set(found);
}
