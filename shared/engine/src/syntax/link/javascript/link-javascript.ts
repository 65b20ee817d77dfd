import { resolverOf } from '../../../js/resolve.ts';
import type { SourceTree } from '../../../recipe/recipe.ts';
import type { Use } from '../../../rewrite/program.ts';
import { accessOf } from '../../javascript/bind/access-of.ts';
import type { MemberNode, SyntaxNode } from '../../node.ts';
import type { Binding, SourceFile } from '../../source-file.ts';
import { isNamedElsewhere } from '../is-named-elsewhere.ts';
import type { LanguageLinks, Target } from '../language-links.ts';
import { entriesOf, memberNamed, memberOwner } from '../member-owner.ts';
import type { WordSearch } from '../word-search.ts';
import { followExport } from './follow-export.ts';
import type { Followed } from './follow-export.ts';
import { moduleResolution } from './module-resolution.ts';
import { moduleShape } from './module-shape.ts';
import { outsideReach } from './outside-reach.ts';

/** Links of JavaScript and TypeScript: through modules by their paths, between scripts and for members by their words. */
export function linkJavascript(
  files: ReadonlyMap<string, SourceFile>,
  tree: SourceTree,
  words: WordSearch,
): LanguageLinks {
  const resolver = resolverOf(tree);
  const modules = moduleResolution(files, resolver);
  const reach = outsideReach(files, tree, resolver);
  const followed = new Map<Binding, Followed>();

  /** Other files' uses of a binding, under all names that its module gives it. */
  const follow = (file: SourceFile, binding: Binding): Followed => {
    const known = followed.get(binding);
    if (known) return known;
    const names = [...moduleShape(file).exports].flatMap(([name, offered]) => (offered === binding ? [name] : []));
    const found = names.length > 0 ? followExport(file, names, modules, reach, binding.kind === 'class') : NOWHERE;
    followed.set(binding, found);
    return found;
  };

  /** Other files' uses of the class, enum or object that a member belongs to. */
  const followOwner = (file: SourceFile, binding: Binding): Followed => {
    const owner = memberOwner(file, binding);
    if (owner) return { uses: usesAbroad(file, owner), isLost: isOpen(file, owner) };
    return isDefaultEntry(file, binding) ? followExport(file, ['default'], modules, reach, false) : NOWHERE;
  };

  const usesAbroad = (file: SourceFile, binding: Binding): readonly Use[] => {
    if (!binding.exported || binding.kind === 'import') return [];
    const members = followOwner(file, binding).uses.flatMap((use): Use[] => {
      const node = memberOf(use.node);
      return node?.property === binding.name ? [{ file: use.file, node, access: accessOf(node) }] : [];
    });
    return [...follow(file, binding).uses, ...members];
  };

  const isOpen = (file: SourceFile, binding: Binding): boolean => {
    if (binding.unsure) return true;
    if (!binding.exported || binding.kind === 'import') return false;
    const shape = moduleShape(file);
    if ([...shape.exports.values()].includes(binding)) return follow(file, binding).isLost;
    const { declaration } = binding;
    if (declaration.role === 'entry' || declaration.role === 'enum_member') {
      const owner = followOwner(file, binding);
      return owner === NOWHERE || owner.isLost || owner.uses.some((use) => isWholeUse(use.node));
    }
    const isClassMember = binding.kind === 'field' || memberOwner(file, binding) !== null;
    if (isClassMember && isInherited(declaration)) return true;
    if (!isClassMember && !shape.isScript) return true;
    return isNamedElsewhere(file, binding, [...ownUses(file, binding), ...usesAbroad(file, binding)], files, words);
  };

  const targetOf = (file: SourceFile, node: SyntaxNode): Target | null => {
    const own = file.bindings.of(node);
    const take = moduleShape(file).takes.find((each) => each.node === node || (own !== null && each.binding === own));
    if (take && isOnlyTaken(own)) {
      const from = take.imported === '*' ? null : modules.find(file, take.source);
      const target = from && modules.exported(from, take.imported);
      if (target || own === null || own.kind === 'import') return target;
    }
    if (own) return { file, binding: own };
    return node.role === 'member' && node.object ? targetOfMember(file, node, node.object) : null;
  };

  const targetOfMember = (file: SourceFile, node: MemberNode, object: SyntaxNode): Target | null => {
    const binding = file.bindings.of(object);
    const take = binding && moduleShape(file).takes.find((each) => each.binding === binding);
    const from = take && isOnlyTaken(binding) ? modules.find(file, take.source) : null;
    if (from && take?.imported === '*') {
      const exported = modules.exported(from, node.property);
      if (exported) return exported;
    }
    const holder = targetOf(file, object);
    const member = holder && memberNamed(holder.file, holder.binding.declaration, node.property);
    if (member) return { file: holder.file, binding: member };
    return from && take?.imported === 'default' ? defaultEntry(from, node.property) : null;
  };

  return {
    usesOf: (file, binding) => [...ownUses(file, binding), ...usesAbroad(file, binding)],
    targetOf,
    open: isOpen,
    loadersOf(file) {
      if (reach.mayLoad(file.path)) return null;
      const loads = modules.loads(file.path);
      const nodes = (isStatement: boolean) =>
        loads.flatMap((each) => (each.isStatement === isStatement ? each.node : []));
      return { statements: nodes(true), others: nodes(false) };
    },
  };
}

const NOWHERE: Followed = { uses: [], isLost: false };

function ownUses(file: SourceFile, binding: Binding): Use[] {
  return binding.references.map((reference) => ({ ...reference, file }));
}

/** `const a = require('m')` stands for the module only while nothing else is assigned to it. */
function isOnlyTaken(binding: Binding | null): boolean {
  return binding === null || binding.references.every((reference) => reference.access === 'read');
}

function memberOf(use: SyntaxNode): MemberNode | null {
  const parent = use.parent;
  return parent?.role === 'member' && parent.object === use ? parent : null;
}

/** The object or enum goes somewhere as a whole; imports, exports and types only name it. */
function isWholeUse(use: SyntaxNode): boolean {
  if (memberOf(use)) return false;
  const parent = use.parent;
  if (parent?.role === 'import_item' || (parent?.role === 'binding' && parent.name === use)) return false;
  return !(parent?.role === 'other' && /^(?:TS|ExportSpecifier$)/.test(parent.grammar));
}

/** A class that extends another may be asked for its members by code of the other. */
function isInherited(declaration: SyntaxNode): boolean {
  for (let node = declaration.parent; node; node = node.parent) {
    if (node.role === 'class') return node.supers.length > 0;
  }
  return false;
}

/** `export default { key: … }`, which has no name of its own. */
function defaultEntry(file: SourceFile, key: string): Target | null {
  const entry = defaultEntries(file).find((each) => each.role === 'entry' && each.key === key);
  const binding = entry && file.bindings.of(entry);
  return binding ? { file, binding } : null;
}

function isDefaultEntry(file: SourceFile, binding: Binding): boolean {
  return defaultEntries(file).includes(binding.declaration);
}

function defaultEntries(file: SourceFile): readonly SyntaxNode[] {
  const statement = file.root.body.find((each) => each.role === 'other' && each.grammar === 'ExportDefaultDeclaration');
  return statement ? entriesOf(statement.children[0]!) : [];
}
