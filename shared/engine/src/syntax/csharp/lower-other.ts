import { other } from '../cst/build-node.ts';
import type { Lowering } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';

/** Kinds that only name or build something. */
const HARMLESS = new Set([
  'array_creation_expression',
  'array_rank_specifier',
  'base_list',
  'character_literal',
  'default_expression',
  'discard',
  'empty_statement',
  'explicit_interface_specifier',
  'generic_name',
  'implicit_array_creation_expression',
  'interpolated_string_expression',
  'interpolation',
  'lambda_parameter',
  'raw_string_literal',
  'sizeof_expression',
  'string_content',
  'tuple_element',
  'type_argument_list',
  'type_parameter',
  'type_parameter_constraint',
  'type_parameter_constraints_clause',
  'type_parameter_list',
  'typeof_expression',
]);

const SCOPES = new Set(['fixed_statement', 'lock_statement', 'using_statement', 'query_expression']);

/** Whatever needs no role of its own. */
export const lowerOther: Lowering = (node, lower) => {
  if (node.kind.startsWith('preproc_'))
    throw new Unreadable('Conditional compilation cuts a statement in two', node.start);
  const inside = node.named.filter((child) => child.kind !== 'modifier');
  const effects = HARMLESS.has(node.kind) || node.kind.endsWith('_type') ? 'none' : 'some';
  return other(node, node.kind, inside.map(lower), effects, SCOPES.has(node.kind));
};
