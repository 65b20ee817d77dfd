import type { BindRules } from '../bind/bind-rules.ts';
import { bindNames } from '../bind/bind-names.ts';
import type { SyntaxNode, UnitNode } from '../node.ts';
import type { Bindings } from '../source-file.ts';

const RULES: BindRules = {
  blockScope: false,
  conditionNames: 'block',
  localsFrom: 'declaration',
  unitIsScript: true,
  redeclare: 'merge',
  bareMembers: true,
  selfNames: new Set(['self']),
  selfIsFirstParam: false,
  defaultsOutside: false,
  primaryParams: 'none',
  assignmentDeclares: 'unless_seen',
  overloadsByArity: false,
  isClosed: (node) => node.role === 'class' || node.kind !== 'lambda',
  crossesClosed: (name) => /^\p{Lu}/u.test(name),
  homeOf: (name) => (name.startsWith('@') ? 'class' : name.startsWith('$') ? 'unit' : null),
  writes: ({ grammar }) => grammar === 'target' || grammar === 'shorthand',
  exported: (node) => (node.role === 'assign' ? isShared(node.target) : null),
  seesAll: new Set(['eval', 'binding', 'local_variables', 'instance_eval', 'class_eval', 'module_eval']),
  reflects: new Set([
    'send',
    '__send__',
    'public_send',
    'method',
    'instance_method',
    'instance_variable_get',
    'instance_variable_set',
    'define_method',
    'const_get',
    'try',
  ]),
  stringsName: true,
};

export function bindRuby(root: UnitNode): Bindings {
  return bindNames(root, RULES);
}

/** Views, subclasses and mixins see instance variables; globals and constants are everybody's. */
function isShared(target: SyntaxNode): boolean {
  return target.role === 'name' && /^[@$]|^\p{Lu}/u.test(target.name);
}
