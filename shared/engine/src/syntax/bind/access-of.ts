import type { SyntaxNode } from '../node.ts';
import type { Reference } from '../source-file.ts';
import type { BindRules } from './bind-rules.ts';

/** What happens to a name or member where it stands: read, written, or both. Patterns on the left of `=` are looked through. */
export function accessOf(node: SyntaxNode, rules: BindRules): Reference['access'] {
  let child = node;
  for (let parent = node.parent; parent; child = parent, parent = parent.parent) {
    switch (parent.role) {
      case 'assign':
        if (parent.target !== child) return 'read';
        return parent.operator === '=' || parent.operator === ':=' ? 'write' : 'read_write';
      case 'binding':
        return parent.name === node ? 'write' : 'read';
      case 'other':
        if (rules.writes?.(parent)) return 'read_write';
        continue;
      case 'argument':
        if (rules.passesReference?.(parent)) return 'read_write';
        continue;
      case 'list':
      case 'object':
      case 'entry':
      case 'group':
        continue;
      default:
        return 'read';
    }
  }
  return 'read';
}
