import { bindNames } from '../bind/bind-names.ts';
import type { BindRules } from '../bind/bind-rules.ts';
import type { UnitNode } from '../node.ts';
import type { Bindings } from '../source-file.ts';

const RULES: BindRules = {
  blockScope: true,
  conditionNames: 'branch',
  localsFrom: 'declaration',
  unitIsScript: false,
  redeclare: 'merge',
  bareMembers: false,
  selfNames: new Set(),
  selfIsFirstParam: false,
  defaultsOutside: false,
  primaryParams: 'none',
  assignmentDeclares: 'no',
  overloadsByArity: false,
  // Whoever has the address may write.
  writes: (node) => node.grammar === 'prefix &',
  seesAll: new Set(),
  reflects: new Set(),
  stringsName: false,
};

/** Who is meant by which name in a Go file. */
export function bindGo(root: UnitNode): Bindings {
  return bindNames(root, RULES);
}
