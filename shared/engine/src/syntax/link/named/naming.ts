import type { LanguageId } from '../../dialect.ts';
import type { ImportItemNode, ImportNode, SyntaxNode } from '../../node.ts';
import type { SourceFile } from '../../source-file.ts';

/** How a language divides its top-level names. */
export interface Naming {
  /** Files of one space see each other's top-level names without an import. */
  spaceOf(file: SourceFile): string;
  /** Files see the names of their own space without an import. False where a file is a space of its own. */
  readonly isShared: boolean;
  /** Spaces that an import may mean, of those that exist; `a.b.C` of a static import is `a.b` and then `C`. */
  spacesOf(file: SourceFile, source: string, spaces: ReadonlySet<string>): readonly string[];
}

/** Java and Kotlin: packages. */
const packages: Naming = {
  isShared: true,
  spaceOf: (file) => {
    const header = file.root.body.find((each) => each.role === 'other' && each.grammar.startsWith('package_'));
    return header ? textOf(file, header).replace(/^package\s+|[;\s]+$/g, '') : '';
  },
  spacesOf: (_, source) => [source],
};

/** Python: each file is a module. Where its packages start is not written anywhere, so the end of the path decides. */
const modules: Naming = {
  isShared: false,
  spaceOf: (file) => file.path.replace(/(?:\/__init__)?\.pyi?$/, '').replaceAll('/', '.'),
  spacesOf(file, source, spaces) {
    const dots = /^\.*/.exec(source)![0].length;
    if (dots === 0) return [...spaces].filter((space) => space === source || space.endsWith(`.${source}`));
    const folders = file.path.split('/').slice(0, -1);
    const base = folders.slice(0, folders.length - (dots - 1));
    return [[...base, ...source.slice(dots).split('.').filter(Boolean)].join('.')].filter((space) => spaces.has(space));
  },
};

/** Go: a folder is a package; an import names it by the module's path and the folder's. */
const folders: Naming = {
  isShared: true,
  spaceOf: (file) => file.path.split('/').slice(0, -1).join('/'),
  spacesOf(_, source, spaces) {
    const ends = [...spaces].filter((space) => source === space || source.endsWith(`/${space}`));
    const longest = Math.max(...ends.map((space) => space.length));
    return ends.filter((space) => space.length === longest);
  },
};

/** Everything sees everything: Swift, Ruby; C#, Rust and PHP as far as names are unique. */
const everywhere: Naming = { isShared: true, spaceOf: () => '', spacesOf: () => [''] };

export function namingOf(language: LanguageId): Naming {
  switch (language) {
    case 'java':
    case 'kotlin':
      return packages;
    case 'python':
      return modules;
    case 'go':
      return folders;
    default:
      return everywhere;
  }
}

/** The import that an item belongs to. */
export function importOf(item: ImportItemNode): ImportNode | null {
  return item.parent?.role === 'import' ? item.parent : null;
}

function textOf(file: SourceFile, node: SyntaxNode): string {
  return file.text.slice(node.start, node.end);
}
