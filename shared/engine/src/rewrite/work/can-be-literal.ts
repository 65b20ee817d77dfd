import type { Constant } from '../program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { spellConstant } from '../emit/spell-constant.ts';

/** Why an expression cannot become a constant where it stands; null when it can. */
export function canBeLiteral(file: SourceFile, node: SyntaxNode, value: Constant): string | null {
  if (spellConstant(file.dialect, value) === null) return 'This value has no safe spelling in the language.';
  let at = node;
  while (at.parent && (at.parent.role === 'group' || (at.parent.role === 'wrap' && !at.parent.waits))) at = at.parent;
  const { parent } = at;
  switch (parent?.role) {
    case 'member':
      return 'A property of the value is read.';
    case 'index':
      return parent.object === at ? 'An element of the value is read.' : null;
    case 'call':
      return parent.callee === at ? 'The value is called.' : null;
    case 'assign':
      return parent.target === at ? 'It is assigned to.' : null;
    case 'other':
      return NEEDS_A_NAME.test(parent.grammar) ? 'The language wants a name here.' : null;
    case 'import_item':
    case 'function':
    case 'class':
      return parent.role === 'function' && parent.body === at ? null : 'It is a declaration.';
    default:
      return null;
  }
}

/** Grammar kinds that take a place and not a value: increments, references, type queries, exports, deletions, PHP's strings. */
const NEEDS_A_NAME =
  /update|typequery|type_query|export|delete|del_statement|global|nonlocal|reference|^postfix |^prefix \+\+|^prefix --|inout|address|encapsed|heredoc_body|shell_command/i;
