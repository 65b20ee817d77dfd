import { other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';
import { lowerParams } from './lower-function.ts';

/** Kinds that only name or build something. */
const HARMLESS = new Set([
  'composite_literal',
  'dot',
  'blank_identifier',
  'field_identifier',
  'iota',
  'imaginary_literal',
  'rune_literal',
  'slice_expression',
  'type_arguments',
  'type_constraint',
  'type_elem',
  'type_instantiation_expression',
  'empty_statement',
  'field_declaration_list',
]);

/** Kinds whose inside names nothing that the file could declare. */
const CLOSED = new Set(['label_name', 'goto_statement', 'dot', 'blank_identifier', 'field_identifier']);

/** Whatever needs no role of its own. */
export function lowerOther(node: CstNode, lower: Lower): SyntaxNode {
  if (node.kind === 'field_declaration') return anonymousField(node, lower);
  if (node.kind === 'function_type') return functionType(node, lower);
  const isHarmless = HARMLESS.has(node.kind) || node.kind.endsWith('_type');
  const children = CLOSED.has(node.kind) ? [] : node.named.map(lower);
  return other(node, node.kind, children, isHarmless ? 'none' : 'some');
}

/** The names of its parameters say nothing to anybody. */
function functionType(node: CstNode, lower: Lower): SyntaxNode {
  const result = node.field('result');
  const lists = [node.field('parameters'), result?.kind === 'parameter_list' ? result : null];
  const params = lists.flatMap((list) => lowerParams(list, lower));
  const types = params.flatMap((param) => param.children.filter((child) => child !== param.name));
  return other(node, node.kind, [...types, result && result.kind !== 'parameter_list' ? lower(result) : null], 'none');
}

/** A field of a type without a name: nobody could say whose it is. */
function anonymousField(node: CstNode, lower: Lower): SyntaxNode {
  const type = node.field('type')!;
  return other(node, node.kind, [lower(type)], 'none');
}
