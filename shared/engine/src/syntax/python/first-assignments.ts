import type { CstNode } from '../cst/cst-node.ts';
import { targetNames } from './lower-target.ts';

const FUNCTIONS = new Set(['function_definition', 'lambda', 'class_definition', 'module']);

/**
 * The assignments that stand for declarations: the first to a name in its function, class or module, where no parameter,
 * import, loop or `global` has said the name before.
 */
export function firstAssignments(root: CstNode): ReadonlySet<CstNode> {
  const first = new Set<CstNode>();
  const pending: [CstNode, Set<string>][] = [[root, new Set()]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, names] = next;
    for (const name of namesSaid(node)) {
      if (node.kind === 'assignment' && !names.has(name)) first.add(node);
    }
    for (const name of namesSaid(node)) names.add(name);
    const inside = FUNCTIONS.has(node.kind) ? new Set(parameterNames(node)) : names;
    for (const child of node.children.toReversed()) pending.push([child, isBody(node, child) ? inside : names]);
  }
  return first;
}

/** Decorators, defaults and base classes belong to what is around a function or class. */
function isBody(node: CstNode, child: CstNode): boolean {
  return !FUNCTIONS.has(node.kind) || node.kind === 'module' || child === node.field('body');
}

/** The names that a node itself brings into its scope. */
function namesSaid(node: CstNode): readonly string[] {
  switch (node.kind) {
    case 'assignment': {
      const left = node.field('left');
      return left ? textsOf(targetNames(left)) : [];
    }
    case 'for_statement':
      return textsOf(targetNames(node.field('left')!));
    case 'as_pattern_target':
      return node.named.flatMap((each) => textsOf(targetNames(each)));
    case 'function_definition':
    case 'class_definition':
      return [node.field('name')!.text];
    case 'global_statement':
    case 'nonlocal_statement':
      return textsOf(node.named);
    case 'aliased_import':
      return [node.field('alias')!.text];
    case 'import_statement':
    case 'import_from_statement':
      return node.fields('name').flatMap((each) => (each.kind === 'dotted_name' ? [each.named[0]!.text] : []));
    case 'named_expression':
      return [node.named[0]!.text];
    case 'case_pattern':
      return node.below('identifier').map((each) => each.text);
    default:
      return [];
  }
}

function parameterNames(node: CstNode): readonly string[] {
  return (node.field('parameters')?.named ?? []).flatMap((each) => {
    const name = each.kind === 'identifier' ? each : (each.field('name') ?? each.below('identifier')[0]);
    return name ? [name.text] : [];
  });
}

function textsOf(nodes: readonly CstNode[] | null): readonly string[] {
  return (nodes ?? []).map((each) => each.text);
}
