import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';

export const PATTERNS: LoweringTable = {
  constant_pattern: (node, lower) => lower(node.named[0]!),
  parenthesized_pattern: (node, lower) => other(node, node.kind, node.named.map(lower), 'none'),
  declaration_pattern: declares,
  recursive_pattern: declares,
  var_pattern: declares,
  list_pattern: declares,
  subpattern: (node, lower) => other(node, node.kind, node.named.slice(node.has(':') ? 1 : 0).map(lower), 'none'),
  parenthesized_variable_designation: (node) => other(node, node.kind, node.all('identifier').map(declared), 'none'),
  declaration_expression: declares,
  tuple_pattern: (node) => other(node, node.kind, node.all('identifier').map(declared), 'none'),
};

/** `is true`, `is null` and their negation compare with a value; every other pattern is more than that. */
export function isComparison(pattern: CstNode): { readonly value: CstNode; readonly negated: boolean } | null {
  const negated = pattern.kind === 'negated_pattern';
  const inner = negated ? pattern.named.at(-1)! : pattern;
  const value = inner.kind === 'constant_pattern' ? inner.named[0]! : null;
  return value && value.kind.endsWith('literal') ? { value, negated } : null;
}

/** `Foo f`, `{ P: 1 } f`, `var f`, `out var f`: the name behind the rest is declared. */
function declares(node: CstNode, lower: Lower): SyntaxNode {
  const name = node.field('name');
  const parts = node.named.filter((child) => child !== name && child.kind !== 'implicit_type').map(lower);
  const isName = name?.kind === 'identifier';
  const binding = name && (isName ? declared(name) : lower(name));
  return other(node, node.kind, [...parts, binding], 'none');
}

export function declared(node: CstNode): SyntaxNode {
  const name = node.text.replace(/^@/, '');
  return build('binding', node, { name: name === '_' ? null : named(node, name), type: null, initializer: null });
}
