import { build, named } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';

/** `first` are the assignments that declare: those of them that are statements. */
export function lowerAssignments(first: ReadonlySet<CstNode>): LoweringTable {
  return {
    expression_statement: (node, lower) => {
      const inner = node.named[0]!;
      if (first.has(inner)) return declaration(node, inner, lower);
      if (inner.kind === 'throw_expression') {
        return build('throw', node, { value: inner.named[0] ? lower(inner.named[0]) : null });
      }
      return build('expression', node, { expression: lower(inner) });
    },
    assignment_expression: (node, lower) => assign(node, '=', lower),
    augmented_assignment_expression: (node, lower) => assign(node, node.children[1]!.kind, lower),
  };
}

function assign(node: CstNode, operator: string, lower: Lower): SyntaxNode {
  return build('assign', node, { operator, target: lower(node.children[0]!), value: lower(node.children.at(-1)!) });
}

function declaration(statement: CstNode, node: CstNode, lower: Lower): SyntaxNode {
  const target = node.children[0]!;
  const initializer = lower(node.children.at(-1)!);
  const name = named(target, target.text);
  return build('declaration', statement, {
    bindings: [build('binding', node, { name, type: null, initializer })],
    constant: false,
    field: false,
    annotations: [],
    modifiers: [],
    exported: isAtTop(statement),
  });
}

/** A file's variables are seen by what it includes and by those that include it. */
function isAtTop(node: CstNode): boolean {
  for (let up = node.parent; up; up = up.parent) {
    if (up.kind === 'compound_statement' && up.parent?.kind !== 'namespace_definition') {
      const owner = up.parent?.kind ?? '';
      if (/function|method/.test(owner)) return false;
    }
  }
  return true;
}
