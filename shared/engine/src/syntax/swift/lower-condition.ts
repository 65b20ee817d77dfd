import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { SyntaxNode } from '../node.ts';
import { lowerPattern, patternParts } from './lower-pattern.ts';
import { isType } from './lower-type.ts';

/** The condition list of `if`, `guard` and `while`: what stands between commas, joined like `&&`. */
export function lowerConditions(nodes: readonly CstNode[], lower: Lower): SyntaxNode {
  const conditions: CstNode[][] = [[]];
  for (const node of nodes) {
    if (node.kind === ',') conditions.push([]);
    else conditions.at(-1)!.push(node);
  }
  return conditions
    .filter((each) => each.length > 0)
    .map((each) => lowerCondition(each, lower))
    .reduce((left, right) =>
      build(
        'logical',
        { start: left.start, end: right.end },
        { operator: 'and', strict: false, comma: true, left, right },
      ),
    );
}

function lowerCondition(nodes: readonly CstNode[], lower: Lower): SyntaxNode {
  const [first, second] = nodes;
  if (first!.kind === 'value_binding_pattern') return optionalBinding(nodes, lower);
  if (first!.kind === 'case') return caseCondition(nodes, lower);
  return second
    ? other(spanOf(first!, nodes.at(-1)), 'condition', nodes.filter((each) => each.isNamed).map(lower), 'some')
    : lower(first!);
}

/** `let x = f()` declares; `let x` only uses, and goes on with the same name and value. */
function optionalBinding(nodes: readonly CstNode[], lower: Lower): SyntaxNode {
  const equals = nodes.findIndex((node) => node.kind === '=');
  const name = nodes.find((node) => node.kind === 'simple_identifier' || node.kind === 'pattern') ?? nodes[1]!;
  const type = nodes.find((node) => isType(node) && node !== name) ?? null;
  if (equals === -1)
    return other(spanOf(nodes[0]!, nodes.at(-1)), 'shorthand_reference', [lower(name), type && lower(type)], 'none');
  const value = lower(nodes[equals + 1]!);
  const span = { start: name.start, end: value.end };
  const isPlain = name.kind === 'simple_identifier';
  const binding = build(
    'binding',
    span,
    {
      name: isPlain && name.text !== '_' ? named(name, name.text.replaceAll('`', '')) : null,
      type: type && spanOf(type),
      initializer: value,
    },
    [isPlain || name.kind === 'wildcard_pattern' ? null : lowerPattern(name, true, lower), type && lower(type)],
  );
  const where = nodes.find((node) => node.kind === 'where_clause');
  return build(
    'declaration',
    { start: nodes[0]!.start, end: where?.end ?? value.end },
    {
      bindings: [binding],
      constant: nodes[0]!.text === 'let',
      field: false,
      annotations: [],
      modifiers: [],
      exported: false,
    },
    [where ? lower(where) : null],
  );
}

/** `case .some(let x) = y`. */
function caseCondition(nodes: readonly CstNode[], lower: Lower): SyntaxNode {
  const equals = nodes.findIndex((node) => node.kind === '=');
  const pattern = patternParts(nodes.slice(1, equals), false, lower);
  const rest = nodes
    .slice(equals + 1)
    .filter((each) => each.isNamed || each.kind === 'nil')
    .map(lower);
  return other(spanOf(nodes[0]!, nodes.at(-1)), 'case_condition', [...pattern, ...rest], 'none');
}
