import type { ClassNode, FunctionNode, MemberNode, SyntaxNode } from '../node.ts';
import type { BindRules } from './bind-rules.ts';
import type { ClassTable } from './class-table.ts';
import type { Declarations } from './declare-names.ts';
import { lookUp } from './scope.ts';
import type { Scope } from './scope.ts';

/** The class of this file that the object of a member certainly is, or is an instance of; null when that is not known. */
export function tableOfObject(
  node: MemberNode,
  scope: Scope,
  declared: Declarations,
  rules: BindRules,
): ClassTable | null {
  const { object } = node;
  if (isElement(node)) return null;
  if (object === null) return isCaseOfSelf(node, rules) ? tableAround(scope, rules) : null;
  if (object.role === 'member') return nestedTable(object, scope, declared, rules);
  if (object.role !== 'name') return null;
  const found = lookUp(object.name, object.start, scope, rules);
  const [only] = found;
  if (only && found.length === 1) {
    if (only.kind === 'class') return declared.tables.get(only.declaration as ClassNode) ?? null;
    const method = only.declaration.parent;
    const isSelf = rules.selfIsFirstParam && only.kind === 'param' && isMethod(method);
    return isSelf && method.params[0] === only.declaration ? tableAround(declared.scopeOf.get(method), rules) : null;
  }
  return found.length === 0 && rules.selfNames.has(object.name) ? tableAround(scope, rules) : null;
}

/** Swift's `switch self { case .one: }`: the type around has the case. */
function isCaseOfSelf(node: MemberNode, rules: BindRules): boolean {
  let pattern: SyntaxNode = node;
  while (pattern.parent?.role === 'other') pattern = pattern.parent;
  const arm = pattern.parent;
  if (arm?.role !== 'arm' || !arm.patterns.includes(pattern) || arm.parent?.role !== 'switch') return false;
  const { subject } = arm.parent;
  return subject?.role === 'name' && rules.selfNames.has(subject.name);
}

/** `object["key"]` is written like a member of the tree, but no member of a class. */
export function isElement(node: MemberNode): boolean {
  return node.end > node.property_span.end;
}

/** `Outer.Inner.x`, where the file declares both. */
function nestedTable(node: MemberNode, scope: Scope, declared: Declarations, rules: BindRules): ClassTable | null {
  const [only, ...more] = tableOfObject(node, scope, declared, rules)?.find(node.property) ?? [];
  if (only?.kind !== 'class' || more.length > 0) return null;
  return declared.tables.get(only.declaration as ClassNode) ?? null;
}

function isMethod(node: SyntaxNode | null): node is FunctionNode {
  if (node?.role !== 'function' || node.kind === 'lambda') return false;
  return !node.modifiers.includes('static');
}

/** The members of the class around a scope, unless something between them gives `this` another meaning. */
export function tableAround(from: Scope | undefined, rules: BindRules): ClassTable | null {
  for (let scope = from ?? null; scope; scope = scope.parent) {
    if (scope.table) return scope.table;
    if (scope.kind === 'function' && rules.rebindsSelf?.(scope.node as FunctionNode)) return null;
  }
  return null;
}
