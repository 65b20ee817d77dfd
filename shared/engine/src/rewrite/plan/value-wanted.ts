import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** Languages in which a block on its own is an expression. */
const BLOCKS_HAVE_VALUES: ReadonlySet<string> = new Set(['ruby', 'rust', 'kotlin', 'swift']);

/** Whether a statement's value is what the code around it gives back: the last one of a Ruby method, a Kotlin lambda. */
export function valueWanted(file: SourceFile, statement: SyntaxNode): boolean {
  const list = statement.parent;
  if (!list) return false;
  if (list.role === 'function') return list.body === statement;
  if (list.role === 'if') return list.test !== statement && (list.form === 'expression' || valueWanted(file, list));
  if (list.role !== 'block' && list.role !== 'arm') return false;
  if (list.body.at(-1) !== statement) return false;
  const owner = list.parent;
  if (!owner) return false;
  switch (owner.role) {
    case 'function':
      return owner.implicit_return;
    case 'if':
      return owner.form === 'expression' || valueWanted(file, owner);
    case 'switch':
      return owner.form === 'expression' || valueWanted(file, owner);
    case 'arm':
      return valueWanted(file, list);
    case 'try':
      return valueWanted(file, owner);
    case 'block':
    case 'unit':
    case 'class':
    case 'loop':
      return false;
    default:
      return BLOCKS_HAVE_VALUES.has(file.dialect.language);
  }
}
