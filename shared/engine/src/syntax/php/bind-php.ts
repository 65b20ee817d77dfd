import type { BindRules } from '../bind/bind-rules.ts';
import { bindNames } from '../bind/bind-names.ts';
import type { ArgumentNode, SyntaxNode, UnitNode } from '../node.ts';
import type { Bindings } from '../source-file.ts';

const RULES: BindRules = {
  blockScope: false,
  conditionNames: 'block',
  localsFrom: 'scope',
  unitIsScript: false,
  redeclare: 'merge',
  bareMembers: false,
  selfNames: new Set(['$this', 'self', 'static']),
  selfIsFirstParam: false,
  defaultsOutside: true,
  primaryParams: 'none',
  assignmentDeclares: 'here',
  overloadsByArity: false,
  isClosed: (node) => node.role === 'class' || node.kind !== 'lambda' || !node.implicit_return,
  crossesClosed: (name) => !name.startsWith('$'),
  redirects: ({ grammar }) => (grammar === 'global_declaration' ? 'unit' : null),
  writes: ({ grammar }) => WRITING.has(grammar) || /^(?:prefix|postfix) (?:\+\+|--)$/.test(grammar),
  isOutside: (node) => node.role === 'other' && node.grammar === 'anonymous_function_use_clause',
  passesReference,
  exported,
  seesAll: new Set(['eval', '$$', 'include', 'include_once', 'require', 'require_once']),
  seesLocals: new Set(['compact', 'extract', 'get_defined_vars']),
  reflects: new Set(['property_exists', 'method_exists', 'call_user_func', 'call_user_func_array']),
  stringsName: true,
};

/** Nodes that change the names in them, and those where only a name can stand. */
const WRITING = new Set([
  'anonymous_function_use_clause',
  'by_ref',
  'encapsed_string',
  'function_static_declaration',
  'global_declaration',
  'heredoc_body',
  'reference_assignment_expression',
  'shell_command_expression',
  'target',
  'unset_statement',
]);

export function bindPhp(root: UnitNode): Bindings {
  return bindNames(root, RULES);
}

/** Functions of the language that are known to leave their arguments alone. */
const HARMLESS =
  /^(?:array_key_exists|array_merge|boolval|count|empty|explode|implode|in_array|intval|is_\w+|isset|json_encode|print_r|printf|sprintf|strlen|strval|var_dump|var_export)$/;

function passesReference(argument: ArgumentNode): boolean {
  const call = argument.parent;
  if (argument.value.role !== 'name' || call?.role !== 'call') return false;
  return call.callee.role !== 'name' || !HARMLESS.test(call.callee.name);
}

/** Promoted parameters are read through `$this`, and a file's variables by the files that include it. */
function exported(node: SyntaxNode): boolean | null {
  if (node.role === 'param') return node.is_field;
  if (node.role !== 'assign') return null;
  if (node.target.role === 'member') return true;
  for (let up = node.parent; up; up = up.parent) if (up.role === 'function') return false;
  return true;
}
