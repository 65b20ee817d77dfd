import type { FormatConfig } from 'oxfmt';
import { ancestorsOf, directoryOf } from '../../js/paths.ts';
import { coveredFiles } from '../proposal/covered-files.ts';
import type { SourceTree } from '../recipe.ts';
import { inferStyle } from './infer-style.ts';

const BORDERS = ['package.json', '.editorconfig'];
/** Enough to tell a habit from an accident; a package of thousands of files is not counted line by line. */
const MOST_FILES = 200;
const styles = new WeakMap<SourceTree, Map<string, FormatConfig>>();

/** The style that the package around a file is mostly written in: one file alone may be the one that is different. */
export function packageStyle(tree: SourceTree, path: string): FormatConfig {
  const byFolder = styles.get(tree) ?? new Map<string, FormatConfig>();
  styles.set(tree, byFolder);
  const folder = folderOf(tree, path);
  const known = byFolder.get(folder);
  if (known) return known;
  const { files } = coveredFiles({ tree, target: { kind: 'folder', path: folder } }, ['script'], 'take');
  const own = files.filter((each) => folderOf(tree, each) === folder);
  const chosen = own.length > 0 ? own.slice(0, MOST_FILES) : [path];
  const style = inferStyle(chosen.map((each) => tree.files.get(each) ?? ''));
  byFolder.set(folder, style);
  return style;
}

function folderOf(tree: SourceTree, path: string): string {
  const at = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`);
  return ancestorsOf(directoryOf(path)).find((each) => BORDERS.some((name) => tree.paths.has(at(each, name)))) ?? '.';
}
