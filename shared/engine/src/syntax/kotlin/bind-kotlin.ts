import { bindNames } from '../bind/bind-names.ts';
import type { BindRules } from '../bind/bind-rules.ts';
import type { FunctionNode, SyntaxNode, UnitNode } from '../node.ts';
import type { Bindings } from '../source-file.ts';

const RULES: BindRules = {
  blockScope: true,
  conditionNames: 'branch',
  localsFrom: 'declaration',
  unitIsScript: false,
  redeclare: 'shadow',
  bareMembers: true,
  selfNames: new Set(['this']),
  selfIsFirstParam: false,
  defaultsOutside: false,
  primaryParams: 'initializers',
  assignmentDeclares: 'no',
  functionNames: 'preferred',
  overloadsByArity: true,
  implicitNames,
  rebindsSelf,
  // Constants are written in capitals, and no property of a receiver is.
  mayBeReceivers: (name) => /[a-z]/.test(name),
  writes: (node) => /^(?:prefix|postfix) (?:\+\+|--)$/.test(node.grammar),
  exported: (node) => (node.role === 'param' && node.is_field ? !node.modifiers?.includes('private') : null),
  seesAll: new Set(),
  reflects: new Set(['declaredMemberProperties', 'declaredMembers', 'declaredFunctions', 'getDeclaredField']),
  stringsName: false,
};

/** Who is meant by which name in a Kotlin file. */
export function bindKotlin(root: UnitNode): Bindings {
  return bindNames(root, RULES);
}

function implicitNames(node: SyntaxNode): readonly string[] {
  if (node.role !== 'function') return [];
  if (node.kind === 'lambda') return node.returns_through && node.params.length === 0 ? ['it'] : [];
  return node.kind === 'getter' || node.kind === 'setter' ? ['field'] : [];
}

/** Library functions that give their lambda another `this`. */
const RECEIVERS = new Set(['apply', 'run', 'with', 'buildString', 'buildList', 'buildMap', 'buildSet']);

function rebindsSelf(node: FunctionNode): boolean {
  if (node.kind !== 'lambda')
    return node.children.some((child) => child.role === 'other' && child.grammar === 'receiver');
  const call = node.parent?.role === 'argument' ? node.parent.parent : null;
  if (call?.role !== 'call') return false;
  const { callee } = call;
  if (callee.role === 'member') return RECEIVERS.has(callee.property);
  return callee.role === 'name' && callee.name !== 'run' && RECEIVERS.has(callee.name);
}
