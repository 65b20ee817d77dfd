import { resolverOf } from '../js/resolve.ts';
import type { Resolver } from '../js/resolve.ts';
import { baseNameOf, directoryOf } from '../js/paths.ts';
import { stemOf } from '../js/file-index.ts';
import { languageOf } from '../js/parse.ts';
import { resolvePython } from './resolve-python.ts';
import { scanImports } from './scan-imports.ts';

/** Who names whom in a workspace. An edit costs what the edited file costs. */
export interface ContextIndex {
  readonly paths: ReadonlySet<string>;
  /** The text as it is now, or null for a file that is not read. */
  textOf(path: string): string | null;
  /** Why `textOf` gives null, for people. */
  whyUnread(path: string): string;
  /** What a specifier in a file leads to inside the workspace; empty for packages and whatever is not there. */
  resolve(from: string, specifier: string): readonly string[];
  /** Files that name this one. */
  importersOf(path: string): readonly string[];
}

export interface IndexedFiles {
  readonly paths: ReadonlySet<string>;
  /** Manifests and compiler settings: what resolution needs to know the text of. */
  readonly settings: ReadonlyMap<string, string>;
  readonly textOf: (path: string) => string | null;
  readonly whyUnread: (path: string) => string;
}

/** The modules each file names, kept between builds. */
export class ImportTable {
  readonly #named = new Map<string, readonly string[]>();
  readonly #byTail = new Map<string, Set<string>>();

  /** Read a file again, or forget it (`null`). */
  update(path: string, text: string | null): void {
    for (const specifier of this.#named.get(path) ?? []) this.#byTail.get(tailOf(specifier))?.delete(path);
    if (text === null) {
      this.#named.delete(path);
      return;
    }
    const named = scanImports(path, text);
    this.#named.set(path, named);
    for (const specifier of named) {
      const tail = tailOf(specifier);
      const files = this.#byTail.get(tail);
      if (files) files.add(path);
      else this.#byTail.set(tail, new Set([path]));
    }
  }

  named(path: string): readonly string[] {
    return this.#named.get(path) ?? [];
  }

  /** Files with a specifier that ends like this. */
  endingWith(tail: string): Iterable<string> {
    return this.#byTail.get(tail) ?? [];
  }
}

/** The last word of `./cart/total.js`, `@scope/cart`, `shop.cart.total`, without extension. */
function tailOf(specifier: string): string {
  const last = specifier.slice(specifier.lastIndexOf('/') + 1);
  const stem = last.replace(/\.(?:[cm]?[jt]sx?|json|vue|svelte)$/, '');
  return /^\.*$/.test(stem) ? '.' : stem.slice(stem.lastIndexOf('.') + 1);
}

export function contextIndex(files: IndexedFiles, table: ImportTable): ContextIndex {
  const tree = { files: files.settings, paths: files.paths };
  let resolver: Resolver | null = null;
  const resolve = (from: string, specifier: string): readonly string[] => {
    if (languageOf(from) === null) {
      const found = resolvePython(files.paths, from, specifier);
      return found === null ? [] : [found];
    }
    resolver ??= resolverOf(tree);
    const resolution = resolver.resolve(from, specifier);
    return resolution.kind === 'file' ? resolution.files.slice(0, 1) : [];
  };
  return {
    paths: files.paths,
    textOf: files.textOf,
    whyUnread: files.whyUnread,
    resolve,
    importersOf(path) {
      const found = new Set<string>();
      for (const tail of tailsOf(path, (resolver ??= resolverOf(tree)))) {
        for (const from of table.endingWith(tail)) {
          if (from === path || found.has(from)) continue;
          if (table.named(from).some((each) => tailOf(each) === tail && resolve(from, each).includes(path)))
            found.add(from);
        }
      }
      return [...found].toSorted();
    },
  };
}

/** How an import that means this file may end: its own name, its folder's for an index, its package's for an entry. */
function tailsOf(path: string, resolver: Resolver): ReadonlySet<string> {
  const stem = baseNameOf(stemOf(path) ?? path.replace(/\.pyi?$/, ''));
  const tails = new Set([tailOf(stem), tailOf(baseNameOf(path))]);
  if (/^(?:index|main|__init__|mod)$/.test(stem)) {
    tails.add(tailOf(baseNameOf(directoryOf(path))));
    tails.add('.');
  }
  const owner = languageOf(path) === null ? null : resolver.packages.owning(path);
  if (owner?.name) tails.add(tailOf(owner.name));
  return tails;
}
