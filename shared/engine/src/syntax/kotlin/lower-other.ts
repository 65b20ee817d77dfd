import { other } from '../cst/build-node.ts';
import type { Lowering } from '../cst/lowering.ts';

/** Kinds that only name or build something. */
const HARMLESS = new Set([
  'annotated_expression',
  'callable_reference',
  'character_literal',
  'collection_literal',
  'delegation_specifiers',
  'file_annotation',
  'nullable_type',
  'package_header',
  'parenthesized_type',
  'range_test',
  'super_expression',
  'this_expression',
  'type_alias',
  'type_arguments',
  'type_projection',
  'type_test',
  'variance_modifier',
]);

/** Kinds whose inside names nothing that the file could declare. */
const CLOSED = new Set(['package_header', 'label', 'this_expression', 'use_site_target']);

/** Whatever needs no role of its own. */
export const lowerOther: Lowering = (node, lower) =>
  other(
    node,
    node.kind,
    CLOSED.has(node.kind) ? [] : node.named.map(lower),
    HARMLESS.has(node.kind) || node.kind.endsWith('_type') || node.kind.endsWith('_modifier') ? 'none' : 'some',
  );
