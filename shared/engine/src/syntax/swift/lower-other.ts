import { other } from '../cst/build-node.ts';
import type { Lowering } from '../cst/lowering.ts';

/** Kinds that only name or build something. */
const HARMLESS = new Set([
  'associatedtype_declaration',
  'availability_condition',
  'capture_list',
  'capture_list_item',
  'existential_type',
  'inheritance_specifier',
  'key_path_expression',
  'key_path_string_expression',
  'metatype',
  'operator_declaration',
  'precedence_group_declaration',
  'range_expression',
  'raw_string_literal',
  'regex_literal',
  'selector_expression',
  'special_literal',
  'type_annotation',
  'type_arguments',
  'type_constraint',
  'type_constraints',
  'type_parameter',
  'type_parameters',
  'typealias_declaration',
]);

/** Kinds whose inside names nothing that the file could declare. */
const CLOSED = new Set([
  'availability_condition',
  'directive',
  'operator_declaration',
  'precedence_group_declaration',
  'special_literal',
  'where_keyword',
]);

/** Whatever needs no role of its own. */
export const lowerOther: Lowering = (node, lower) =>
  other(
    node,
    node.kind,
    CLOSED.has(node.kind) ? [] : node.named.map(lower),
    HARMLESS.has(node.kind) || node.kind.endsWith('_type') || node.kind.endsWith('_constraint') ? 'none' : 'some',
  );
