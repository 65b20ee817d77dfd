import type { CstNode } from '../cst/cst-node.ts';

const FUNCTIONS = new Set(['function_definition', 'method_declaration', 'anonymous_function', 'arrow_function']);

/** Kinds that say a variable's name before it is assigned: after them, an assignment is no declaration. */
const SAYING = new Set([
  'simple_parameter',
  'variadic_parameter',
  'property_promotion_parameter',
  'anonymous_function_use_clause',
  'global_declaration',
  'static_variable_declaration',
  'foreach_statement',
  'catch_clause',
  'by_ref',
  'list_literal',
  'pair',
]);

/** The assignments that stand for declarations: the first to a variable of its function or file, in the order of the text. */
export function firstAssignments(root: CstNode): ReadonlySet<CstNode> {
  const first = new Set<CstNode>();
  const pending: [CstNode, Set<string>][] = [[root, new Set()]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, outer] = next;
    const names = FUNCTIONS.has(node.kind) ? new Set<string>() : outer;
    const target = node.kind === 'assignment_expression' ? node.children[0]! : null;
    if (target?.kind === 'variable_name') {
      if (!names.has(target.text)) first.add(node);
      names.add(target.text);
    }
    if (SAYING.has(node.kind)) for (const each of node.all('variable_name')) names.add(each.text);
    for (const child of node.children.toReversed()) pending.push([child, names]);
  }
  return first;
}
