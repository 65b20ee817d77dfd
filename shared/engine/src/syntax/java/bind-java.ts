import { bindNames } from '../bind/bind-names.ts';
import type { BindRules } from '../bind/bind-rules.ts';
import type { UnitNode } from '../node.ts';
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
  functionNames: 'apart',
  overloadsByArity: true,
  writes: (node) => /^(?:prefix|postfix) (?:\+\+|--)$/.test(node.grammar),
  seesAll: new Set(),
  // Public members are open anyway; these reach private ones too.
  reflects: new Set(['getDeclaredField', 'getDeclaredFields', 'getDeclaredMethod', 'getDeclaredMethods']),
  stringsName: false,
};

/** Who is meant by which name in a Java file. */
export function bindJava(root: UnitNode): Bindings {
  return bindNames(root, RULES);
}
