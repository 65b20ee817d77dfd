import type { Reference as ScopeReference, ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import type { JsNode } from '../../../js/walk.ts';
import type { NameNode, NodeOf, SyntaxNode, UnitNode } from '../../node.ts';
import type { Binding, Bindings, Reference } from '../../source-file.ts';
import type { LowerContext } from '../lower/context.ts';
import { bindEntries } from './bind-entries.ts';
import { bindMembers } from './bind-members.ts';
import { jsBinding, makeUnsure } from './js-binding.ts';
import type { JsBinding } from './js-binding.ts';
import { isNamed } from './read-references.ts';
import type { Uses } from './read-references.ts';
import { visibleNames } from './visible-names.ts';

/** Where the top-level names of a file end: in the file, or in every script of the page. */
export type Sharing = 'module' | 'script';

/** Who is meant by which name, by the language's own rules; fields, enum members and entries of constant objects included. */
export function bindProgram(
  root: UnitNode,
  context: LowerContext,
  scopes: ScopeManager,
  uses: Uses,
  sharing: Sharing,
): Bindings {
  const owners = new Map<SyntaxNode, JsBinding>();
  const all = declareVariables(context, scopes, uses, sharing, owners);
  const free: NameNode[] = [];
  for (const [identifier, reference] of uses.references) {
    const node = context.names.get(identifier);
    if (!node) continue;
    const owner = bindingOf(reference.resolved, context, owners);
    if (reference.resolved === null) free.push(node);
    if (owner !== null) addReference(owner, reference, node, owners);
  }
  const elements = topElements(root);
  for (const binding of all) {
    if (binding.kind === 'import' && isMarkupFactory(binding, context)) {
      for (const node of elements) binding.references.push({ node, access: 'read' });
    }
  }
  all.push(...bindMembers(root, context, owners), ...bindEntries(root, all, owners));
  for (const binding of all) {
    binding.references.sort((a, b) => a.node.start - b.node.start);
    if (context.isUnpredictable) makeUnsure(binding);
  }
  free.sort((a, b) => a.start - b.start);
  const visible = visibleNames(context, scopes);
  return { all, free, visible, of: (node) => owners.get(node) ?? null };
}

function declareVariables(
  context: LowerContext,
  scopes: ScopeManager,
  uses: Uses,
  sharing: Sharing,
  owners: Map<SyntaxNode, JsBinding>,
): JsBinding[] {
  const all: JsBinding[] = [];
  for (const variable of scopes.scopes.flatMap((scope) => scope.variables)) {
    const declarations = variable.defs.flatMap((definition) => {
      const found = context.declarations.get(definition.name as unknown as JsNode);
      return found && isNamed(definition) ? [found] : [];
    });
    const first = declarations[0];
    // The name of a class is declared twice: around the class, and once more inside it.
    if (first === undefined || owners.has(first)) continue;
    const main = declarations.find((each) => each.role === 'function' && each.body !== null) ?? first;
    const binding = jsBinding(variable.name, kindOf(main), main, isShared(variable, declarations, uses, sharing));
    if (isBlurred(variable, declarations)) makeUnsure(binding);
    for (const each of declarations) own(each, binding, owners);
    all.push(binding);
  }
  return all;
}

function own(declaration: SyntaxNode, binding: JsBinding, owners: Map<SyntaxNode, JsBinding>): void {
  owners.set(declaration, binding);
  const name = nameNodeOf(declaration);
  if (name) owners.set(name, binding);
}

function nameNodeOf(declaration: SyntaxNode): NameNode | null {
  if (declaration.role === 'import_item') return declaration.local;
  return 'name' in declaration && typeof declaration.name === 'object' ? declaration.name : null;
}

function kindOf(declaration: SyntaxNode): Binding['kind'] {
  switch (declaration.role) {
    case 'param':
      return 'param';
    case 'function':
      return 'function';
    case 'class':
      return 'class';
    case 'enum_member':
      return 'enum_member';
    case 'import_item':
      return 'import';
    default:
      return 'variable';
  }
}

/** Whether others can reach the variable: the file exports it, or shares it with other scripts. */
function isShared(variable: Variable, declarations: readonly SyntaxNode[], uses: Uses, sharing: Sharing): boolean {
  if (variable.identifiers.some((identifier) => uses.exported.has(identifier as unknown as JsNode))) return true;
  const isTop = variable.scope.block.type === 'Program';
  return (isTop && sharing === 'script') || declarations.some((each) => isOffered(each, 'export'));
}

/**
 * Whether nobody can be told from what stands here: ambient names, parameters that `arguments` reaches too, and names that
 * several declarations make together (merged interfaces, functions declared twice).
 */
function isBlurred(variable: Variable, declarations: readonly SyntaxNode[]): boolean {
  if (declarations.some((each) => isOffered(each, 'declare'))) return true;
  const isParam = variable.defs.some((definition) => String(definition.type) === 'Parameter');
  if (isParam && (variable.scope.set.get('arguments')?.references.length ?? 0) > 0) return true;
  if (declarations.length === 1) return false;
  if (declarations.every((each) => each.role === 'function')) {
    return declarations.filter((each) => each.body !== null).length > 1;
  }
  return !declarations.every((each) => each.role === 'binding' || each.role === 'param');
}

/** Declared with this word, or in a namespace that is. */
function isOffered(declaration: SyntaxNode, word: 'export' | 'declare'): boolean {
  const statement = statementOf(declaration);
  if (statement === null) return false;
  if (statement.modifiers.includes(word)) return true;
  const around = statement.parent;
  return around?.role === 'class' && around.kind === 'module' && (around.name === null || isOffered(around, word));
}

/** The node with the modifiers; null for parameters and what a `catch` binds. */
function statementOf(declaration: SyntaxNode): NodeOf<'declaration' | 'function' | 'class'> | null {
  for (let node: SyntaxNode | null = declaration; node && node.role !== 'param'; node = node.parent) {
    if (node.role === 'declaration' || node.role === 'function' || node.role === 'class') return node;
  }
  return null;
}

function bindingOf(
  variable: Variable | null,
  context: LowerContext,
  owners: ReadonlyMap<SyntaxNode, JsBinding>,
): JsBinding | null {
  for (const definition of variable?.defs ?? []) {
    const declaration = context.declarations.get(definition.name as unknown as JsNode);
    const owner = declaration && owners.get(declaration);
    if (owner) return owner;
  }
  return null;
}

/** `var a = 1; var a = 2` declares once; what stands behind it writes. */
function addReference(
  owner: JsBinding,
  reference: ScopeReference,
  node: NameNode,
  owners: Map<SyntaxNode, JsBinding>,
): void {
  if (node === nameNodeOf(owner.declaration)) return;
  const other = owners.get(node);
  if (other !== undefined && other !== owner) {
    // `catch (a) { var a = 1; }` declares one name and assigns to the other.
    makeUnsure(other);
    makeUnsure(owner);
  }
  owners.set(node, owner);
  owner.references.push({ node, access: accessBy(reference) });
}

function accessBy(reference: ScopeReference): Reference['access'] {
  if (reference.isReadWrite()) return 'read_write';
  return reference.isWrite() ? 'write' : 'read';
}

/** JSX compiles to calls of what `React` is, or of what a comment names. */
function isMarkupFactory(binding: Binding, context: LowerContext): boolean {
  return binding.name === 'React' || context.text.includes(`@jsx ${binding.name}`);
}

function topElements(root: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const pending: SyntaxNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.role === 'element' && node.parent?.role !== 'element') found.push(node);
    pending.push(...node.children);
  }
  return found;
}
