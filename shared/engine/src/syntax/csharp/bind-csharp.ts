import { bindNames } from '../bind/bind-names.ts';
import type { BindRules } from '../bind/bind-rules.ts';
import type { SyntaxNode, UnitNode } from '../node.ts';
import type { Bindings } from '../source-file.ts';

const RULES: BindRules = {
  blockScope: true,
  conditionNames: 'block',
  localsFrom: 'declaration',
  unitIsScript: false,
  redeclare: 'shadow',
  bareMembers: true,
  selfNames: new Set(['this']),
  selfIsFirstParam: false,
  defaultsOutside: false,
  primaryParams: 'members',
  assignmentDeclares: 'no',
  overloadsByArity: true,
  implicitNames: (node) => (node.role === 'function' && node.kind === 'setter' ? ['value', 'field'] : []),
  writes: (node) => /^(?:(?:prefix|postfix) (?:\+\+|--)|ref|out|prefix &)$/.test(node.grammar),
  exported: (node) => (isMemberOfPartial(node) ? true : null),
  seesAll: new Set(),
  // Public members are open anyway; these reach private ones too.
  reflects: new Set(['GetField', 'GetFields', 'GetMethod', 'GetMethods', 'GetProperty', 'GetMembers', 'InvokeMember']),
  stringsName: false,
};

/** Who is meant by which name in a C# file. */
export function bindCsharp(root: UnitNode): Bindings {
  return bindNames(root, RULES);
}

/** Other files may hold more of the class, and use its private members. */
function isMemberOfPartial(node: SyntaxNode): boolean {
  if (node.role === 'function' && node.kind === 'lambda') return false;
  let owner = node.parent;
  while (owner && owner.role !== 'class') {
    if (owner.role === 'block' || owner.role === 'function') return false;
    owner = owner.parent;
  }
  return owner?.role === 'class' && owner.modifiers.includes('partial');
}
