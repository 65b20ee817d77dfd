import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';
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

/** What stands behind `is`: one thing to compare with, which may be followed by more of the chain, or a whole pattern. */
export type Tested =
  | { readonly kind: 'value'; readonly chain: CstNode; readonly isLiteral: boolean; readonly negated: boolean }
  | { readonly kind: 'pattern' };

/**
 * The grammar lets a constant behind `is` take everything that follows it: `a is true || b` as `a is (true || b)`. Patterns
 * of several parts in which that happened are not read.
 */
export function testedBy(pattern: CstNode): Tested {
  const negated = pattern.kind === 'negated_pattern';
  const inner = negated ? pattern.named.at(-1)! : pattern;
  if (inner.kind === 'constant_pattern') {
    const chain = inner.named[0]!;
    return { kind: 'value', chain, isLiteral: leftmost(chain).kind.endsWith('literal'), negated };
  }
  const swallowed = [pattern, ...pattern.below('constant_pattern')].find(
    (each) => each.kind === 'constant_pattern' && SWALLOWING.has(each.named[0]!.kind),
  );
  if (swallowed) throw new Unreadable('A pattern goes on as an expression', swallowed.start);
  return { kind: 'pattern' };
}

const SWALLOWING = new Set([
  'assignment_expression',
  'binary_expression',
  'conditional_access_expression',
  'conditional_expression',
  'is_pattern_expression',
]);

function leftmost(node: CstNode): CstNode {
  let at = node;
  while (!at.kind.endsWith('literal') && at.children[0]) at = at.children[0];
  return at;
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
