import type { Resolver } from '../../../js/resolve.ts';
import { directoryOf, joinPath } from '../../../js/paths.ts';
import type { SourceTree } from '../../../recipe/recipe.ts';

/** Who may load a file, as far as quoted paths tell: cheap, so that a whole tree can be asked, and never too little. */
export interface TextReach {
  /** Files with an `import`, `export … from` or `require` that leads to the file. */
  importers(path: string): ReadonlySet<string>;
  /** A file that may load it in a way that nobody can follow: a string with its path, or a path made at run time. */
  isMentioned(path: string): boolean;
}

const CODE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx|html?)$/i;
/** What `import`, `export … from`, `require` and test tools quote, or any quoted path. */
const QUOTED =
  /\b(from|import|require|\w*(?:[mM]ock|Actual|resolve))\b\s*(\(\s*(?:\/\*[^*]*\*\/\s*)*)?(['"`])([^'"`\n]+)\3|(['"`])((?:\.{1,2}|[@~#])\/[^'"`\n]*)\5/g;

export function reachByText(tree: SourceTree, resolver: Resolver): TextReach {
  const importers = new Map<string, Set<string>>();
  const mentioned = new Set<string>();
  const folders = new Set<string>();
  for (const [from, text] of tree.files) {
    if (!CODE.test(from) || from.includes('node_modules/')) continue;
    for (const [, word, call, , loaded, , mention] of text.matchAll(QUOTED)) {
      const path = loaded ?? mention!;
      const isFixed = word !== undefined && call === undefined;
      const folder = isFixed ? null : computedFolder(from, path);
      if (folder !== null) folders.add(folder);
      const found = resolver.resolve(from, path);
      if (found.kind !== 'file') continue;
      for (const to of found.files) {
        if (word === undefined || !/^(?:from|import|require)$/.test(word)) mentioned.add(to);
        else importers.set(to, (importers.get(to) ?? new Set()).add(from));
      }
    }
  }
  return {
    importers: (path) => importers.get(path) ?? new Set(),
    isMentioned: (path) => mentioned.has(path) || [...folders].some((folder) => path.startsWith(`${folder}/`)),
  };
}

/** Where `./pages/${name}`, `./pages/*.ts` and `'./pages/' + name` lead. */
function computedFolder(from: string, path: string): string | null {
  const open = /\*|\$\{|\/$/.exec(path);
  if (!open || !path.startsWith('.')) return null;
  return joinPath(directoryOf(from), path.slice(0, path.lastIndexOf('/', open.index) + 1));
}
