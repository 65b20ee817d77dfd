import type { SyntaxNode } from '../node.ts';
import type { BindRules } from './bind-rules.ts';

/** Whether a declaration can be reached from outside its file: the language's rule, else what the tree says. */
export function isExported(node: SyntaxNode, rules: BindRules): boolean {
  return rules.exported?.(node) ?? treeSays(node);
}

function treeSays(node: SyntaxNode): boolean {
  switch (node.role) {
    case 'function':
    case 'class':
      return node.exported;
    case 'binding': {
      const declaration = declarationAround(node);
      return declaration?.role === 'declaration' && declaration.exported;
    }
    case 'enum_member':
      return node.parent?.role === 'class' && node.parent.exported;
    case 'param':
      return node.is_field;
    default:
      return false;
  }
}

/** The declaration that a binding belongs to, through the patterns around it. */
function declarationAround(node: SyntaxNode): SyntaxNode | null {
  let up = node.parent;
  while (up?.role === 'binding' || up?.role === 'other' || up?.role === 'list') up = up.parent;
  return up;
}
