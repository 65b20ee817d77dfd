import ts from 'typescript6';
import { ancestorsOf, directoryOf } from '../../js/paths.ts';
import type { SourceTree } from '../recipe.ts';
import { toCompilerPath, toTreePath } from './tree-paths.ts';

/** Texts that stand in for those of the tree; null for a file that is gone. */
export type Overlay = ReadonlyMap<string, string | null>;

/** The tree as the compiler looks at a disk: its own library from where it is installed, all else from the tree. */
export interface TreeDisk {
  fileExists(fileName: string): boolean;
  readFile(fileName: string): string | undefined;
  directoryExists(fileName: string): boolean;
  getDirectories(fileName: string): string[];
  realpath(fileName: string): string;
  readDirectory(
    root: string,
    extensions: readonly string[],
    excludes: readonly string[] | undefined,
    includes: readonly string[],
    depth?: number,
  ): string[];
}

interface Entries {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** The matcher behind `include` and `exclude`. The compiler exports it without a type. */
type MatchFiles = (
  path: string,
  extensions: readonly string[],
  excludes: readonly string[] | undefined,
  includes: readonly string[],
  caseSensitive: boolean,
  currentDirectory: string,
  depth: number | undefined,
  entriesOf: (path: string) => Entries,
  realpath: (path: string) => string,
) => string[];
const { matchFiles } = ts as unknown as { matchFiles: MatchFiles };

/** `overlayOf` is asked at every call, so that what the disk holds may change between two programs. */
export function treeDisk(tree: SourceTree, overlayOf: () => Overlay): TreeDisk {
  const folders = foldersOf(tree);
  const library = ts.getDefaultLibFilePath({}).replace(/[^/\\]+$/, '');
  const isModules = (path: string): boolean => /(?:^|\/)node_modules(?:\/|$)/.test(path);
  const textOf = (path: string): string | null => {
    const over = overlayOf().get(path);
    if (over !== undefined) return over;
    const own = tree.files.get(path);
    if (own !== undefined) return own;
    return isModules(path) ? (tree.modules?.read(path) ?? tree.installed?.get(path) ?? null) : null;
  };
  const disk: TreeDisk = {
    fileExists(fileName) {
      const path = toTreePath(fileName);
      if (path === null) return fileName.startsWith(library) && ts.sys.fileExists(fileName);
      const over = overlayOf().get(path);
      if (over !== undefined) return over !== null;
      return (
        tree.files.has(path) || (isModules(path) && (tree.modules?.isFile(path) ?? tree.installed?.has(path) ?? false))
      );
    },
    readFile(fileName) {
      const path = toTreePath(fileName);
      if (path !== null) return textOf(path) ?? undefined;
      return fileName.startsWith(library) ? ts.sys.readFile(fileName) : undefined;
    },
    directoryExists(fileName) {
      const path = toTreePath(fileName.replace(/\/$/, ''));
      if (path === null) return false;
      return folders.has(path) || (isModules(path) && (tree.modules?.isFolder(path) ?? false));
    },
    getDirectories(fileName) {
      const path = toTreePath(fileName.replace(/\/$/, ''));
      if (path === null) return [];
      const own = folders.get(path)?.directories ?? [];
      return [...own, ...(isModules(path) ? (tree.modules?.foldersIn(path) ?? []) : [])];
    },
    realpath(fileName) {
      const path = toTreePath(fileName);
      return path === null || !isModules(path) ? fileName : toCompilerPath(tree.modules?.realPath(path) ?? path);
    },
    readDirectory(root, extensions, excludes, includes, depth) {
      const none: Entries = { files: [], directories: [] };
      const entriesOf = (fileName: string): Entries =>
        folders.get(toTreePath(fileName.replace(/\/$/, '')) ?? '') ?? none;
      return matchFiles(
        root,
        extensions,
        excludes,
        includes,
        true,
        toCompilerPath('.'),
        depth,
        entriesOf,
        (each) => each,
      );
    },
  };
  return disk;
}

/** What stands in each folder of the tree. */
function foldersOf(tree: SourceTree): ReadonlyMap<string, Entries> {
  const folders = new Map<string, { files: string[]; directories: string[] }>();
  const folderAt = (path: string) => {
    const found = folders.get(path) ?? { files: [], directories: [] };
    folders.set(path, found);
    return found;
  };
  folderAt('.');
  for (const path of tree.files.keys()) {
    const directory = directoryOf(path);
    if (!folders.has(directory)) {
      let below: string | null = null;
      for (const each of ancestorsOf(directory)) {
        const known = folders.has(each);
        const folder = folderAt(each);
        if (below !== null) folder.directories.push(below.slice(below.lastIndexOf('/') + 1));
        if (known) break;
        below = each;
      }
    }
    folderAt(directory).files.push(path.slice(path.lastIndexOf('/') + 1));
  }
  return folders;
}
