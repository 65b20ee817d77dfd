import type { SyntaxNode } from '../../node.ts';
import type { Reference } from '../../source-file.ts';

/** What happens to the place that an expression such as `this.x` names. */
export function accessOf(node: SyntaxNode): Reference['access'] {
  const parent = node.parent;
  switch (parent?.role) {
    case 'group':
    case 'wrap':
      return accessOf(parent);
    case 'assign':
      if (parent.target !== node) return 'read';
      return parent.operator === '=' ? 'write' : 'read_write';
    case 'loop':
      return parent.kind === 'each' && parent.body !== node && parent.children[0] === node ? 'write' : 'read';
    case 'entry':
      return isTargetPattern(parent.parent) ? 'write' : 'read';
    case 'other':
      if (parent.grammar === 'prefix delete') return 'read_write';
      if (parent.grammar === 'AssignmentPattern' && parent.children[0] !== node) return 'read';
      return isTargetPattern(parent) ? 'write' : 'read';
    default:
      return 'read';
  }
}

/** Only patterns of assignments have effects; those of declarations hold bindings. */
function isTargetPattern(node: SyntaxNode | null): boolean {
  return node?.role === 'other' && node.effects === 'some' && /(?:Pattern|RestElement)$/.test(node.grammar);
}
