import type { ClassNode, ParamNode, SyntaxNode } from '../../node.ts';
import { jsBinding, makeUnsure } from './js-binding.ts';
import type { JsBinding } from './js-binding.ts';

/** The members of one class, by name; private names keep their `#`. */
export interface MemberTable {
  readonly node: ClassNode;
  readonly instance: Map<string, JsBinding>;
  readonly static: Map<string, JsBinding>;
}

/** Tables of all classes below a node. Enums and interfaces have none. */
export function declareMembers(
  root: SyntaxNode,
  text: string,
  owners: Map<SyntaxNode, JsBinding>,
): ReadonlyMap<SyntaxNode, MemberTable> {
  const tables = new Map<SyntaxNode, MemberTable>();
  const pending: SyntaxNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.role === 'class' && node.kind === 'class') tables.set(node, tableOf(node, text, owners));
    pending.push(...node.children);
  }
  return tables;
}

function tableOf(node: ClassNode, text: string, owners: Map<SyntaxNode, JsBinding>): MemberTable {
  const table: MemberTable = { node, instance: new Map(), static: new Map() };
  const declare = (
    name: string,
    kind: JsBinding['kind'],
    declaration: SyntaxNode,
    side: Map<string, JsBinding>,
    exported: boolean,
  ) => {
    const known = side.get(name);
    // Overloads are one method. A getter and its setter are two halves that only make sense together.
    if (known && !isOverload(known.declaration, declaration)) makeUnsure(known);
    const binding = known ?? jsBinding(name, kind, declaration, exported);
    side.set(name, binding);
    if (!owners.has(declaration)) owners.set(declaration, binding);
  };
  for (const member of node.members) {
    if (member.role === 'declaration') {
      const side = member.modifiers.includes('static') ? table.static : table.instance;
      for (const each of member.bindings) {
        if (each.name) declare(each.name.name, 'field', each, side, member.exported);
      }
    } else if (member.role === 'function') {
      const side = member.modifiers.includes('static') ? table.static : table.instance;
      if (member.kind === 'constructor') {
        for (const param of member.params) {
          if (param.is_field && param.name)
            declare(param.name.name, 'field', param, table.instance, !isPrivate(param, text));
        }
      } else if (member.name) declare(member.name.name, 'function', member, side, member.exported);
    }
  }
  return table;
}

function isPrivate(param: ParamNode, text: string): boolean {
  return /\bprivate\b/.test(text.slice(param.annotations.at(-1)?.end ?? param.start, param.name?.start));
}

function isOverload(first: SyntaxNode, second: SyntaxNode): boolean {
  return first.role === 'function' && second.role === 'function' && first.kind === 'method' && second.kind === 'method';
}
