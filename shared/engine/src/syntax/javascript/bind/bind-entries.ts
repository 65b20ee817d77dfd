import type { EntryNode, MemberNode, ObjectNode, SyntaxNode, UnitNode } from '../../node.ts';
import { accessOf } from './access-of.ts';
import { jsBinding, makeUnsure } from './js-binding.ts';
import type { JsBinding } from './js-binding.ts';

/**
 * Bindings for `FLAGS.NEW_UI`, where `FLAGS` is a constant object written out in place or what the file exports as a whole,
 * and for members of enums. An object or enum that is used in any other way than by naming a member may be read as a whole,
 * so nobody is sure about its entries.
 */
export function bindEntries(
  root: UnitNode,
  all: readonly JsBinding[],
  owners: Map<SyntaxNode, JsBinding>,
): JsBinding[] {
  const found: JsBinding[] = [];
  for (const binding of all) {
    const uses = binding.references.map((reference) => reference.node);
    if (binding.kind === 'variable') {
      const object = constantObject(binding.declaration);
      if (object) bindObject(object, uses, binding.exported, owners, found);
    } else if (binding.declaration.role === 'class' && binding.declaration.kind === 'enum') {
      bindEnum(uses, binding, all);
    }
  }
  for (const object of offeredObjects(root)) bindObject(object, [], true, owners, found);
  for (const binding of found) for (const use of binding.references) owners.set(use.node, binding);
  return found;
}

/** What a `const` is, when that is an object literal; `as const`, `satisfies` and `Object.freeze` change nothing. */
export function constantObject(declaration: SyntaxNode): ObjectNode | null {
  if (declaration.role !== 'binding' || declaration.name === null) return null;
  const statement = declaration.parent;
  if (statement?.role !== 'declaration' || !statement.constant || declaration.initializer === null) return null;
  return objectIn(declaration.initializer);
}

/** `export default { … }` and `module.exports = { … }`. */
function offeredObjects(root: UnitNode): ObjectNode[] {
  return root.body.flatMap((statement) => {
    const value = offeredValue(statement);
    return (value && objectIn(value)) ?? [];
  });
}

function offeredValue(statement: SyntaxNode): SyntaxNode | null {
  if (statement.role === 'other')
    return statement.grammar === 'ExportDefaultDeclaration' ? statement.children[0]! : null;
  const assign = statement.role === 'expression' ? statement.expression : null;
  if (assign?.role !== 'assign' || assign.operator !== '=' || assign.target.role !== 'member') return null;
  const { object, property } = assign.target;
  return object?.role === 'name' && object.name === 'module' && property === 'exports' ? assign.value : null;
}

function objectIn(value: SyntaxNode): ObjectNode | null {
  if (value.role === 'object') return value;
  if (value.role === 'group') return objectIn(value.inner);
  if (value.role === 'wrap') return value.waits ? null : objectIn(value.operand);
  if (value.role !== 'call' || value.args.length !== 1) return null;
  const { callee } = value;
  const isFreeze = callee.role === 'member' && callee.property === 'freeze';
  return isFreeze && callee.object?.role === 'name' && callee.object.name === 'Object'
    ? objectIn(value.args[0]!.value)
    : null;
}

function bindObject(
  object: ObjectNode,
  uses: readonly SyntaxNode[],
  exported: boolean,
  owners: Map<SyntaxNode, JsBinding>,
  found: JsBinding[],
): void {
  const entries = new Map<string, EntryNode>();
  for (const entry of object.entries) {
    // A spread or a computed key may bring or replace any entry, and so may a key that stands there twice.
    if (entry.role !== 'entry' || entry.key === null || entries.has(entry.key)) return;
    entries.set(entry.key, entry);
  }
  const members = uses.filter((use) => !isType(use)).map(memberOf);
  const isWhole = members.some((member) => member === null || !entries.has(member.property) || isCalled(member));
  for (const [key, entry] of entries) {
    const binding = jsBinding(key, 'field', entry, exported);
    if (isWhole) makeUnsure(binding);
    const own = members.filter((member) => member?.property === key).filter((member) => member !== null);
    for (const node of own) binding.references.push({ node, access: accessOf(node) });
    owners.set(entry, binding);
    found.push(binding);
    const inner = objectIn(entry.value);
    const isFixed = binding.references.every((reference) => reference.access === 'read');
    if (inner && isFixed) bindObject(inner, own, exported, owners, found);
  }
}

/** A method is called on the object, and sees all of it as `this`. */
function isCalled(member: MemberNode): boolean {
  return member.parent?.role === 'call' && member.parent.callee === member;
}

/** The `X.member` of which this use of `X` is the object. */
export function memberOf(use: SyntaxNode): MemberNode | null {
  const parent = use.parent;
  return parent?.role === 'member' && parent.object === use ? parent : null;
}

function bindEnum(uses: readonly SyntaxNode[], holder: JsBinding, all: readonly JsBinding[]): void {
  const members = uses.map(memberOf);
  const isWhole = uses.some((use) => memberOf(use) === null && !isType(use));
  for (const binding of all) {
    if (binding.kind !== 'enum_member' || binding.declaration.parent !== holder.declaration) continue;
    binding.exported ||= holder.exported;
    if (isWhole || holder.unsure) makeUnsure(binding);
    for (const node of members) {
      if (node?.property === binding.name) binding.references.push({ node, access: 'read' });
    }
  }
}

/** `let x: Color` and `keyof typeof FLAGS` name the whole, and read nothing of it when the program runs. */
function isType(use: SyntaxNode): boolean {
  return use.parent?.role === 'other' && use.parent.grammar.startsWith('TS');
}
