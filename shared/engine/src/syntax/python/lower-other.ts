import { other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, Lowering } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { OtherNode } from '../node.ts';
import { lowerTarget } from './lower-target.ts';

/** Kinds that only name or build something. What they are built of counts on its own. */
const HARMLESS = new Set([
  'as_pattern',
  'as_pattern_target',
  'case_pattern',
  'complex_pattern',
  'constrained_type',
  'dictionary_comprehension',
  'dictionary_splat',
  'ellipsis',
  'escape_sequence',
  'float',
  'for_in_clause',
  'format_expression',
  'format_specifier',
  'generator_expression',
  'generic_type',
  'if_clause',
  'integer',
  'interpolation',
  'keyword_separator',
  'list_comprehension',
  'list_splat',
  'member_type',
  'parenthesized_list_splat',
  'pass_statement',
  'positional_separator',
  'set_comprehension',
  'slice',
  'splat_type',
  'type',
  'type_conversion',
  'type_parameter',
  'union_type',
]);

const SCOPES = new Set(['dictionary_comprehension', 'generator_expression', 'list_comprehension', 'set_comprehension']);

const PYTHON_2 = new Set(['print_statement', 'exec_statement', 'chevron', '<>']);

/** Whatever needs no role of its own. */
export const lowerOther: Lowering = (node, lower) => {
  refusePython2(node);
  if (node.kind === 'for_in_clause') return comprehensionLoop(node, lower);
  return other(
    node,
    node.kind,
    node.named.map(lower),
    HARMLESS.has(node.kind) ? 'none' : 'some',
    SCOPES.has(node.kind),
  );
};

export function refusePython2(node: CstNode): void {
  if (PYTHON_2.has(node.kind)) throw new Unreadable('Syntax of Python 2', node.start);
}

/** `for a in xs`, also `for a in x, y` in old code. */
function comprehensionLoop(node: CstNode, lower: Lower): OtherNode {
  const target = node.field('left')!;
  const iterated = node.named.filter((each) => each !== target).map(lower);
  return other(node, node.kind, [lowerTarget(target, lower), ...iterated], 'none');
}
