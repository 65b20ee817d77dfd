import type { SyntaxNode } from '../../syntax/node.ts';

/** Whether a statement's value is what the code around it gives back: the last one of a Ruby method, a Kotlin lambda. */
export function valueWanted(statement: SyntaxNode): boolean {
  const list = statement.parent;
  if (!list) return false;
  if (list.role === 'function') return list.body === statement;
  if (list.role === 'if') return list.test !== statement && (list.form === 'expression' || valueWanted(list));
  if (list.role !== 'block' && list.role !== 'arm') return false;
  if (list.body.at(-1) !== statement) return false;
  const owner = list.parent;
  if (!owner) return false;
  switch (owner.role) {
    case 'function':
      return owner.implicit_return;
    case 'if':
      return owner.form === 'expression' || valueWanted(owner);
    case 'switch':
      return owner.form === 'expression' || valueWanted(owner);
    case 'arm':
      return valueWanted(list);
    case 'try':
      return valueWanted(owner);
    case 'block':
    case 'unit':
    case 'class':
    case 'loop':
      return false;
    default:
      return owner.role !== 'other' || owner.grammar !== 'labeled_statement';
  }
}
