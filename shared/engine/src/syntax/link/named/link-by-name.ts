import type { Use } from '../../../rewrite/program.ts';
import { accessOf } from '../../javascript/bind/access-of.ts';
import type { MemberNode, SyntaxNode } from '../../node.ts';
import type { Binding, SourceFile } from '../../source-file.ts';
import { isNamedElsewhere } from '../is-named-elsewhere.ts';
import type { LanguageLinks, Target } from '../language-links.ts';
import { memberNamed } from '../member-owner.ts';
import type { WordSearch } from '../word-search.ts';
import { loadersByName } from './loaders-by-name.ts';
import { indexNames } from './name-index.ts';
import { importOf, namingOf } from './naming.ts';

/**
 * Links by qualified names: `Class.CONST`, `pkg.Name`, `from a.b import c`. A name that could mean two declarations means none,
 * and a declaration whose name stands anywhere in the tree without being followed is open.
 */
export function linkByName(files: ReadonlyMap<string, SourceFile>, words: WordSearch): LanguageLinks {
  const [first] = files.values();
  const naming = namingOf(first!.dialect.language);
  const index = indexNames(files.values(), naming);
  const abroad = new Map<Binding, readonly Use[]>();

  const targetOf = (file: SourceFile, node: SyntaxNode): Target | null => {
    const own = file.bindings.of(node);
    if (own && own.kind !== 'import') return { file, binding: own };
    if (own?.declaration.role === 'import_item') return importedBy(file, own.declaration);
    if (node.role === 'import_item') return importedBy(file, node);
    if (node.role === 'name') return freeName(file, node.name);
    return node.role === 'member' && node.object ? memberOf(file, node, node.object) : null;
  };

  const importedBy = (file: SourceFile, item: SyntaxNode & { readonly role: 'import_item' }): Target | null => {
    const source = importOf(item)?.source;
    if (source === undefined || item.imported === '*') return null;
    return only([...inSpaces(file, source, item.imported), ...inClass(file, source, item.imported)]);
  };

  /** What the spaces that an import may mean call by this name; a module may only pass on what it imported itself. */
  const inSpaces = (file: SourceFile, source: string, name: string, depth = 0): readonly Target[] =>
    naming.spacesOf(file, source, index.spaces).flatMap((space) =>
      index.find(space, name).flatMap((found) => {
        const { declaration } = found.binding;
        if (declaration.role !== 'import_item') return [found];
        const from = importOf(declaration)?.source;
        return from === undefined || depth > 8 ? [] : inSpaces(found.file, from, declaration.imported, depth + 1);
      }),
    );

  /** `import static a.b.Flags.NEW`, `import a.b.Outer.Inner`. */
  const inClass = (file: SourceFile, source: string, name: string): readonly Target[] => {
    const dot = source.lastIndexOf('.');
    if (dot < 0) return [];
    const owners = inSpaces(file, source.slice(0, dot), source.slice(dot + 1));
    return owners.flatMap((owner) => member(owner, name) ?? []);
  };

  const freeName = (file: SourceFile, name: string): Target | null => {
    const shared = naming.isShared ? index.find(naming.spaceOf(file), name) : [];
    const starred = file.root.body.flatMap((each) =>
      each.role === 'import' && each.opaque && each.items.length === 0
        ? [...inSpaces(file, each.source, name), ...inClass(file, each.source, name)]
        : [],
    );
    return only([...shared, ...starred]);
  };

  const memberOf = (file: SourceFile, node: MemberNode, object: SyntaxNode): Target | null => {
    const modules = moduleSources(file, object);
    if (modules.length > 0) return only(modules.flatMap((source) => inSpaces(file, source, node.property)));
    const owner = targetOf(file, object);
    if (owner) return member(owner, node.property);
    // Several files may hold parts of one module or namespace (Ruby): the part with the member is meant.
    if (object.role !== 'name' || file.bindings.of(object)) return null;
    const parts = naming.isShared ? index.find(naming.spaceOf(file), object.name) : [];
    return only(parts.flatMap((part) => member(part, node.property) ?? []));
  };

  /** Modules that an expression stands for: `a.b` after `import a.b`, `m` after `import a as m` or `from a import m`. */
  const moduleSources = (file: SourceFile, object: SyntaxNode): readonly string[] => {
    const root = rootName(object);
    const declaration = root && file.bindings.of(root)?.declaration;
    if (declaration?.role !== 'import_item') return [];
    const source = importOf(declaration)?.source;
    if (source === undefined) return [];
    const written = file.text.slice(object.start, object.end).replaceAll(/\s/g, '');
    if (declaration.imported === '*') {
      return declaration.local_name === written || source === written ? [source] : [];
    }
    const inner = /^\.+$/.test(source) ? `${source}${declaration.imported}` : `${source}.${declaration.imported}`;
    const isModule = object === root && naming.spacesOf(file, inner, index.spaces).length > 0;
    return isModule && importedBy(file, declaration) === null ? [inner] : [];
  };

  const usesAbroad = (binding: Binding): readonly Use[] => {
    const known = abroad.get(binding);
    if (known) return known;
    const found = new Map<SyntaxNode, Use>();
    const add = (at: SourceFile, node: SyntaxNode) => found.set(node, { file: at, node, access: accessOf(node) });
    const means = (at: SourceFile, node: SyntaxNode) => targetOf(at, node)?.binding === binding;
    for (const at of files.values()) {
      if (!at.text.includes(binding.name)) continue;
      for (const node of nodesNamed(at, binding.name)) {
        if (node.role === 'import_item') {
          if (!means(at, node)) continue;
          if (node.local) found.set(node.local, { file: at, node: node.local, access: 'read' });
          for (const use of at.bindings.of(node)?.references ?? []) found.set(use.node, { ...use, file: at });
        } else if (at.bindings.of(node) === null && means(at, node)) add(at, node);
      }
    }
    const uses = [...found.values()];
    abroad.set(binding, uses);
    return uses;
  };

  const usesOf = (file: SourceFile, binding: Binding): readonly Use[] => {
    const own = binding.references.map((reference): Use => ({ ...reference, file }));
    return binding.exported && binding.kind !== 'import' ? [...own, ...usesAbroad(binding)] : own;
  };

  return {
    usesOf,
    targetOf,
    open(file, binding) {
      if (binding.unsure) return true;
      if (!binding.exported || binding.kind === 'import') return false;
      return isNamedElsewhere(file, binding, usesOf(file, binding), files, words);
    },
    loadersOf: (file) => ({ statements: [], others: loadersByName(file, files.values()) }),
  };
}

function member(owner: Target, name: string): Target | null {
  const binding = memberNamed(owner.file, owner.binding.declaration, name);
  return binding && { file: owner.file, binding };
}

/** Two candidates are none. */
function only(targets: readonly Target[]): Target | null {
  const [first] = targets;
  return first && targets.every((each) => each.binding === first.binding) ? first : null;
}

function rootName(node: SyntaxNode): SyntaxNode | null {
  if (node.role === 'name') return node;
  return node.role === 'member' && node.object ? rootName(node.object) : null;
}

const indexes = new WeakMap<SourceFile, Map<string, SyntaxNode[]>>();

/** Names, members and imports that say a word, in source order. */
function nodesNamed(file: SourceFile, word: string): readonly SyntaxNode[] {
  let known = indexes.get(file);
  if (!known) {
    known = new Map();
    const pending: SyntaxNode[] = [file.root];
    for (let node = pending.pop(); node; node = pending.pop()) {
      const name =
        node.role === 'name'
          ? node.name
          : node.role === 'member'
            ? node.property
            : node.role === 'import_item'
              ? node.imported
              : null;
      if (name !== null) {
        const same = known.get(name);
        if (same) same.push(node);
        else known.set(name, [node]);
      }
      for (let index = node.children.length - 1; index >= 0; index -= 1) pending.push(node.children[index]!);
    }
    indexes.set(file, known);
  }
  return known.get(word) ?? [];
}
