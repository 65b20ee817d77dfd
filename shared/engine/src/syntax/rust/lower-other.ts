import { other } from '../cst/build-node.ts';
import type { Lowering } from '../cst/lowering.ts';
import { lowerAttributed } from './lower-attributes.ts';

const HARMLESS = new Set([
  'base_field_initializer',
  'char_literal',
  'crate',
  'field_initializer_list',
  'float_literal',
  'function_modifiers',
  'integer_literal',
  'label',
  'lifetime',
  'mutable_specifier',
  'negative_literal',
  'raw_string_literal',
  'range_expression',
  'string_literal',
  'struct_expression',
  'token_tree',
  'trait_bounds',
  'type_arguments',
  'type_cast_expression',
  'type_parameters',
  'unit_expression',
  'visibility_modifier',
  'where_clause',
  'where_predicate',
]);

const SCOPES = new Set(['mod_item', 'foreign_mod_item', 'trait_item']);

/** Kinds whose inside is text, or says nothing that could be meant. */
const TEXT = new Set(['escape_sequence', 'lifetime', 'string_content', 'visibility_modifier', 'mutable_specifier']);

/** Whatever needs no role of its own. */
export const lowerOther: Lowering = (node, lower) => {
  const inside = TEXT.has(node.kind) ? [] : node.named.filter((each) => !TEXT.has(each.kind));
  const isHarmless = HARMLESS.has(node.kind) || node.kind.endsWith('_type');
  return other(node, node.kind, lowerAttributed(inside, lower), isHarmless ? 'none' : 'some', SCOPES.has(node.kind));
};
