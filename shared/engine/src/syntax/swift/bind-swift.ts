import { bindNames } from '../bind/bind-names.ts';
import type { BindRules } from '../bind/bind-rules.ts';
import type { BindingNode, SyntaxNode, UnitNode } from '../node.ts';
import type { Bindings } from '../source-file.ts';

const RULES: BindRules = {
  blockScope: true,
  conditionNames: 'branch',
  localsFrom: 'declaration',
  unitIsScript: false,
  redeclare: 'shadow',
  bareMembers: true,
  selfNames: new Set(['self', 'Self']),
  selfIsFirstParam: false,
  defaultsOutside: false,
  primaryParams: 'none',
  assignmentDeclares: 'no',
  overloadsByArity: true,
  implicitNames,
  writes: (node) => node.grammar === 'prefix &' || node.grammar === 'projected_reference',
  exported,
  seesAll: new Set(),
  reflects: new Set(['Mirror', 'value', 'setValue', 'perform']),
  stringsName: false,
};

/** Who is meant by which name in a Swift file. */
export function bindSwift(root: UnitNode): Bindings {
  return bindNames(root, RULES);
}

function implicitNames(node: SyntaxNode): readonly string[] {
  if (node.role !== 'function' || node.kind !== 'setter' || node.params.length > 0) return [];
  return ['newValue', 'oldValue'];
}

function exported(node: SyntaxNode): boolean | null {
  if (node.role === 'enum_member') {
    let owner = node.parent;
    while (owner && owner.role !== 'class') owner = owner.parent;
    return owner?.role === 'class' && owner.exported;
  }
  return node.role === 'binding' && isLabelOfInitializer(node) ? true : null;
}

/** A struct without an initialiser of its own has one whose labels are its fields, even private ones. */
function isLabelOfInitializer(node: BindingNode): boolean {
  const declaration = node.parent;
  const owner = declaration?.parent;
  if (declaration?.role !== 'declaration' || !declaration.field) return false;
  if (owner?.role !== 'class' || !owner.modifiers.includes('struct')) return false;
  if (declaration.modifiers.includes('static') || (declaration.constant && node.initializer)) return false;
  return !owner.members.some((member) => member.role === 'function' && member.kind === 'constructor');
}
