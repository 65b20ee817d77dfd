import { build, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';
import { lowerSimpleName } from './lower-call.ts';

/** What a pattern matches and declares. `binds`: its plain names are declared, as behind `let` and `for`. */
export function lowerPattern(node: CstNode, binds: boolean, lower: Lower): SyntaxNode {
  const parts = patternParts(node.children, binds, lower);
  const [only] = parts;
  const isWhole = only && parts.length === 1 && only.start === node.start && only.end === node.end;
  return isWhole ? only : other(node, 'pattern', parts, 'none');
}

/** A pattern given by the nodes it consists of, where the grammar has none for it. */
export function patternParts(nodes: readonly CstNode[], binds: boolean, lower: Lower): readonly SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  let binding = binds;
  for (const [index, node] of nodes.entries()) {
    const before = nodes[index - 1];
    const after = nodes[index + 1];
    if (node.kind === 'value_binding_pattern') binding = true;
    else if (node.kind === 'pattern') parts.push(lowerPattern(node, binding, lower));
    else if (node.kind === 'simple_identifier' && before?.kind === '.') parts.push(caseName(nodes, index, lower));
    else if (node.kind === 'simple_identifier' && after?.kind === ':') continue;
    else if (node.kind === 'simple_identifier' && binding) parts.push(declared(node));
    else if (node.isNamed && node.kind !== 'wildcard_pattern' && after?.kind !== '.') parts.push(lower(node));
  }
  return parts;
}

function declared(node: CstNode): SyntaxNode {
  return build('binding', node, {
    name: lowerSimpleName(node),
    type: null,
    initializer: null,
  });
}

/** `.some` and `Optional.some`. */
function caseName(nodes: readonly CstNode[], index: number, lower: Lower): SyntaxNode {
  const name = nodes[index]!;
  const dot = nodes[index - 1]!;
  const type = nodes[index - 2]?.kind === 'user_type' ? nodes[index - 2]! : null;
  return build('member', spanOf(type ?? dot, name), {
    object: type && lower(type),
    property: name.text.replaceAll('`', ''),
    property_span: spanOf(name),
    optional: false,
  });
}
