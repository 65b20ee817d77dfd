import type { SgNode } from '@ast-grep/napi';
import type { ReadText } from '../../typo-in-string/script-texts.ts';
import { spanOf } from '../python-tree.ts';

const COMPARES =
  /(?:^|\.)(?:compile|match|search|fullmatch|findall|sub|split|replace|startswith|endswith|get|pop|setdefault|getattr|setattr|hasattr|execute|executemany|open|encode|decode|strip|lstrip|rstrip|index|find|rfind|count|_|gettext|ngettext|_l|eval|exec|import_module|__import__|system|run|Popen|call|check_output|TypeVar|NewType|namedtuple|add_argument_group)$/;

/** String text of Python that no code compares, looks up or runs. Docstrings are documentation and stay. */
export function pythonTexts(root: SgNode): ReadText[] {
  return root.findAll({ rule: { kind: 'string' } }).flatMap((node) => {
    const opening = node.child(0)?.text() ?? '';
    if (/[rb]/i.test(opening) || !isShown(node)) return [];
    return node.children().flatMap((each) => (each.kind() === 'string_content' ? piecesOf(each) : []));
  });
}

function piecesOf(content: SgNode): ReadText[] {
  return /^\s*\w+\s*[({=]|[{};]\s*\n/.test(content.text()) ? [] : [spanOf(content)];
}

function isShown(node: SgNode): boolean {
  const parent = node.parent();
  switch (parent?.kind()) {
    case undefined:
    case 'expression_statement':
    case 'module':
    case 'block':
    case 'subscript':
    case 'comparison_operator':
    case 'case_pattern':
    case 'dict_pattern':
    case 'type':
    case 'attribute':
      return false;
    case 'pair':
      return parent?.field('value')?.id() === node.id();
    case 'concatenated_string':
    case 'parenthesized_expression':
    case 'binary_operator':
    case 'list':
    case 'tuple':
      return parent !== null && isShown(parent);
    case 'argument_list': {
      const callee = parent?.parent()?.field('function')?.text() ?? '';
      return !COMPARES.test(callee);
    }
    default:
      return true;
  }
}
