import { named, other } from '../cst/build-node.ts';
import type { Lowering } from '../cst/lowering.ts';

const HARMLESS = new Set([
  'anonymous_function_use_clause',
  'array_element_initializer',
  'cast_type',
  'class_constant_access_expression',
  'disjunctive_normal_form_type',
  'encapsed_string',
  'float',
  'heredoc',
  'heredoc_body',
  'integer',
  'intersection_type',
  'list_literal',
  'named_type',
  'nowdoc',
  'optional_type',
  'pair',
  'primitive_type',
  'string',
  'type_list',
  'union_type',
  'use_declaration',
  'variadic_unpacking',
]);

/** Kinds whose inside is text, or words that mean nothing more. */
const TEXT = new Set([
  'comment',
  'escape_sequence',
  'heredoc_end',
  'heredoc_start',
  'namespace_name',
  'nowdoc_string',
  'operation',
  'reference_modifier',
  'string_content',
]);

const INCLUDES = /^(include|require)(_once)?_expression$/;

/** Whatever needs no role of its own. */
export const lowerOther: Lowering = (node, lower) => {
  const effects = HARMLESS.has(node.kind) || node.kind.endsWith('_modifier') ? 'none' : 'some';
  const inside = node.named.filter((each) => !TEXT.has(each.kind)).map(lower);
  const word = node.children[0];
  const seesNames = INCLUDES.test(node.kind) || node.kind === 'dynamic_variable_name';
  const seer = seesNames && word && !word.isNamed ? named(word, word.kind === '$' ? '$$' : word.kind) : null;
  return other(node, node.kind, [seer, ...inside], effects);
};
