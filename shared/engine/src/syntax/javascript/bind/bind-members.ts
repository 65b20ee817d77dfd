import type { AssignNode, MemberNode, SyntaxNode, UnitNode } from '../../node.ts';
import type { LowerContext } from '../lower/context.ts';
import { accessOf } from './access-of.ts';
import { declareMembers } from './declare-members.ts';
import type { MemberTable } from './declare-members.ts';
import { jsBinding, makeUnsure } from './js-binding.ts';
import type { JsBinding } from './js-binding.ts';

/** Whose `this` a piece of code sees; `table` null in functions that may be called on anything. */
interface Self {
  readonly table: MemberTable | null;
  readonly isStatic: boolean;
  /** Tables of all classes around, innermost first: `#x` may belong to any of them. */
  readonly around: readonly MemberTable[];
}

/**
 * Bindings for fields, methods and accessors, with uses through `this.x` where the class is the lexical `this`, `C.x` for
 * static ones, and any `….#x`. A field that nobody declares but `this.x = …` is declared by that assignment, which is also
 * among its references. A member that is named in some way that cannot be followed is unsure.
 */
export function bindMembers(root: UnitNode, context: LowerContext, owners: Map<SyntaxNode, JsBinding>): JsBinding[] {
  const tables = declareMembers(root, context.text, owners);
  const arrows = arrowFunctions(context);
  const loose = new Set<string>();
  const undeclared: { table: MemberTable; node: MemberNode }[] = [];

  const use = (node: MemberNode, self: Self): void => {
    const owner = memberMeant(node, self, owners, tables);
    if (owner) {
      owners.set(node, owner);
      owner.references.push({ node, access: accessOf(node) });
      return;
    }
    const isOwn = node.object?.role === 'name' && node.object.name === 'this' && !self.isStatic;
    if (isOwn && self.table) undeclared.push({ table: self.table, node });
    else loose.add(node.property);
  };

  const visit = (node: SyntaxNode, self: Self): void => {
    if (node.role === 'member') use(node, self);
    else if (node.role === 'entry' && node.key !== null && isPattern(node.value)) loose.add(node.key);
    else if (node.role === 'name' && node.name.startsWith('#')) askPrivate(node, self);
    const table = tables.get(node);
    const inner = node.role === 'function' && !arrows.has(node) ? { ...self, table: null } : self;
    for (const child of node.children) {
      if (table && table.node.members.includes(child)) visitMember(child, table, self);
      else visit(child, inner);
    }
  };

  /** A method brings the class's `this`: what would hide it in any other function. */
  const visitMember = (member: SyntaxNode, table: MemberTable, outer: Self): void => {
    const self: Self = { table, isStatic: isStatic(member), around: [table, ...outer.around] };
    for (const child of member.children) visit(child, self);
  };

  visit(root, { table: null, isStatic: false, around: [] });
  for (const [table, uses] of Map.groupBy(undeclared, (use) => use.table)) {
    declareByAssignment(
      table,
      uses.map((use) => use.node),
      owners,
    );
  }
  for (const { node } of undeclared) if (!owners.has(node)) loose.add(node.property);
  return [...tables.values()].flatMap((table) => {
    const members = [...table.instance.values(), ...table.static.values()];
    for (const binding of members) if (loose.has(binding.name)) makeUnsure(binding);
    return members;
  });
}

function arrowFunctions(context: LowerContext): ReadonlySet<SyntaxNode> {
  const arrows = new Set<SyntaxNode>();
  for (const [node, lowered] of context.scopes) if (node.type === 'ArrowFunctionExpression') arrows.add(lowered);
  return arrows;
}

function isStatic(member: SyntaxNode): boolean {
  if (member.role === 'other') return member.grammar === 'StaticBlock';
  return 'modifiers' in member && member.modifiers.includes('static');
}

/** `{ x } = this` reads a member, `{ x: 1 }` only has the same word. */
function isPattern(value: SyntaxNode): boolean {
  const isAssigned = value.parent?.parent?.role === 'other';
  return value.role === 'binding' || isAssigned;
}

function memberMeant(
  node: MemberNode,
  self: Self,
  owners: ReadonlyMap<SyntaxNode, JsBinding>,
  tables: ReadonlyMap<SyntaxNode, MemberTable>,
): JsBinding | null {
  if (node.property.startsWith('#')) return privateMeant(node.property, self);
  if (node.object?.role !== 'name') return null;
  if (node.object.name === 'this') {
    const side = self.isStatic ? self.table?.static : self.table?.instance;
    return side?.get(node.property) ?? null;
  }
  const holder = owners.get(node.object)?.declaration;
  return (holder && tables.get(holder)?.static.get(node.property)) ?? null;
}

function privateMeant(name: string, self: Self): JsBinding | null {
  for (const table of self.around) {
    const found = table.instance.get(name) ?? table.static.get(name);
    if (found) return found;
  }
  return null;
}

/** `#x in object` asks whether the field is there at all. */
function askPrivate(node: SyntaxNode & { readonly role: 'name' }, self: Self): void {
  const owner = node.parent?.role === 'compare' ? privateMeant(node.name, self) : null;
  if (owner) makeUnsure(owner);
}

function declareByAssignment(
  table: MemberTable,
  nodes: readonly MemberNode[],
  owners: Map<SyntaxNode, JsBinding>,
): void {
  for (const [name, uses] of Map.groupBy(nodes, (node) => node.property)) {
    const declaration = uses.map(plainAssignment).find((each) => each !== null);
    if (!declaration) continue;
    const binding = jsBinding(name, 'field', declaration, true);
    for (const node of uses) {
      owners.set(node, binding);
      binding.references.push({ node, access: accessOf(node) });
    }
    table.instance.set(name, binding);
  }
}

function plainAssignment(node: MemberNode): AssignNode | null {
  const parent = node.parent;
  const isPlain = parent?.role === 'assign' && parent.target === node && parent.operator === '=';
  return isPlain && parent.parent?.role === 'expression' ? parent : null;
}
