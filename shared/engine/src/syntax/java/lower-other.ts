import { other } from '../cst/build-node.ts';
import type { Lowering } from '../cst/lowering.ts';

/** Kinds that only name or build something. */
const HARMLESS = new Set([
  ';',
  'annotated_type',
  'array_creation_expression',
  'array_type',
  'character_literal',
  'class_literal',
  'dimensions',
  'dimensions_expr',
  'extends_interfaces',
  'generic_type',
  'hex_floating_point_literal',
  'method_reference',
  'package_declaration',
  'permits',
  'super_interfaces',
  'superclass',
  'throws',
  'type_arguments',
  'type_bound',
  'type_list',
  'type_parameter',
  'type_parameters',
  'wildcard',
]);

const SCOPES = new Set([
  'catch_clause',
  'static_initializer',
  'synchronized_statement',
  'try_with_resources_statement',
]);

/** Whatever needs no role of its own; predefined types have nothing inside that could be meant. */
export const lowerOther: Lowering = (node, lower) =>
  other(
    node,
    node.kind,
    node.kind === 'package_declaration' ? [] : node.named.map(lower),
    HARMLESS.has(node.kind) || node.kind.endsWith('_type') ? 'none' : 'some',
    SCOPES.has(node.kind),
  );
