import type { CstNode } from '../cst/cst-node.ts';

/** Which names are variables: the grammar cannot tell `flag` from a call of `flag`, the language can. */
export interface Locals {
  /** Identifiers that are local variables where they stand. */
  readonly locals: ReadonlySet<CstNode>;
  /** Assignments that are the first to one of their names. */
  readonly first: ReadonlySet<CstNode>;
}

class Names {
  readonly own = new Set<string>();
  readonly outer: Names | null;

  constructor(outer: Names | null) {
    this.outer = outer;
  }

  has(name: string): boolean {
    return this.own.has(name) || (this.outer?.has(name) ?? false);
  }
}

const CLOSED = new Set(['program', 'method', 'singleton_method', 'class', 'module', 'singleton_class']);
const OPEN = new Set(['block', 'do_block', 'lambda']);
const PATTERNS = new Set(['in_clause', 'match_pattern', 'test_pattern']);

/** A name is a variable from its first assignment on, in the order of the text. Blocks see what is around them. */
export function readLocals(root: CstNode): Locals {
  const locals = new Set<CstNode>();
  const first = new Set<CstNode>();
  const pending: [CstNode, Names][] = [[root, new Names(null)]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, outer] = next;
    const names =
      CLOSED.has(node.kind) && node.isNamed ? new Names(null) : OPEN.has(node.kind) ? new Names(outer) : outer;
    for (const said of declaredBy(node)) {
      if (node.kind === 'assignment' && !names.has(said.text)) first.add(node);
      names.own.add(said.text);
      locals.add(said);
    }
    if (node.kind === 'identifier' && names.has(node.text)) locals.add(node);
    for (const child of node.children.toReversed()) pending.push([child, isAround(node, child) ? outer : names]);
  }
  return { locals, first };
}

/** `def object.name` and `class << object` ask for the object before they begin. */
function isAround(node: CstNode, child: CstNode): boolean {
  if (node.kind === 'singleton_method') return child === node.children[1];
  return node.kind === 'singleton_class' && child === node.children[2];
}

function declaredBy(node: CstNode): readonly CstNode[] {
  if (!node.isNamed) return [];
  if (node.kind === 'assignment' || node.kind === 'operator_assignment') return targetNames(node.children[0]!);
  if (node.kind === 'for') return targetNames(node.children[1]!);
  if (node.kind === 'exception_variable') return targetNames(node.named[0]!);
  if (node.kind.endsWith('_parameters') || node.kind === 'destructured_parameter') return parameterNames(node);
  const pattern = PATTERNS.has(node.kind) ? node.field('pattern') : null;
  return pattern ? captures(pattern) : [];
}

/** The variables among the targets of an assignment, however they are nested. */
export function targetNames(target: CstNode): readonly CstNode[] {
  if (target.kind === 'identifier') return [target];
  const isNest = target.kind.endsWith('_assignment_list') || target.kind.endsWith('_assignment');
  return isNest && target.kind !== 'operator_assignment' ? target.named.flatMap(targetNames) : [];
}

function parameterNames(node: CstNode): readonly CstNode[] {
  return node.named.flatMap((each) => {
    if (each.kind === 'identifier') return [each];
    const name = each.kind.endsWith('_parameter') ? each.first('identifier') : null;
    return name ? [name] : [];
  });
}

/** What a pattern binds. `^x` uses a variable that is there. */
export function captures(pattern: CstNode): readonly CstNode[] {
  switch (pattern.kind) {
    case 'identifier':
      return [pattern];
    case 'variable_reference_pattern':
    case 'expression_reference_pattern':
      return [];
    case 'keyword_pattern': {
      const [key, ...value] = pattern.named;
      return value.length === 0 && key!.kind === 'hash_key_symbol' ? [key!] : value.flatMap(captures);
    }
    default:
      return pattern.named.flatMap(captures);
  }
}
