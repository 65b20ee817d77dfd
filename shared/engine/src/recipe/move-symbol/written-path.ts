import { importStyle } from '../missing-import/import-style.ts';
import type { SourceTree } from '../recipe.ts';

/** A file's path as `from` would write it in an import: with the extension that its package uses, or without. */
export function writtenPath(tree: SourceTree, from: string, path: string): string {
  const { ending } = importStyle(tree, from);
  if (ending === 'ts') return path;
  const compiled = path.replace(/\.([cm]?)tsx?$/, '.$1js').replace(/\.jsx$/, ending === 'js' ? '.jsx' : '.js');
  return ending === 'js' ? compiled : compiled.replace(/\.js$/, '').replace(/\/index$/, '/index');
}
