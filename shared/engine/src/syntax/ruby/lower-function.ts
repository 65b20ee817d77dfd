import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { FunctionNode, ParamNode, SyntaxNode } from '../node.ts';
import { lowerBodyWithRescue } from './lower-rescue.ts';
import { lowerBinding } from './lower-target.ts';
import type { RubyContext } from './ruby-context.ts';

export function functions(context: RubyContext): LoweringTable {
  return {
    method: (node, lower) => lowerMethod(node, context, lower),
    singleton_method: (node, lower) => lowerMethod(node, context, lower),
    lambda: (node, lower) => lowerLambda(node, context, lower),
    block: (node, lower) => lowerBlock(node, false, context, lower),
    do_block: (node, lower) => lowerBlock(node, false, context, lower),
  };
}

const CLASSES = new Set(['class', 'module', 'singleton_class']);

/** `def`, with an `end` or with `=` and an expression. Anybody may call a method, also a private one from a subclass. */
function lowerMethod(node: CstNode, context: RubyContext, lower: Lower): FunctionNode {
  const name = node.field('name')!;
  const parameters = node.first('method_parameters');
  const object = node.kind === 'singleton_method' ? node.field('object') : null;
  const isInClass = classAround(node) !== null;
  const end = node.children.at(-1)!;
  const isEndless = end.kind !== 'end' || end.isNamed;
  const list = node.first('body_statement');
  const body = isEndless ? lower(end) : lowerBodyWithRescue(list, (parameters ?? name).end, end.start, context, lower);
  return build(
    'function',
    node,
    {
      kind: isInClass ? (name.text === 'initialize' && !object ? 'constructor' : 'method') : 'function',
      name: named(name, name.text),
      params: parameters ? lowerParams(parameters, lower) : [],
      body,
      implicit_return: true,
      annotations: [],
      modifiers: object ? ['static'] : [],
      exported: true,
      is_async: false,
      is_generator: false,
    },
    [object && lower(object), ...(parameters ? rest(parameters) : [])],
  );
}

function classAround(node: CstNode): CstNode | null {
  for (let up = node.parent; up; up = up.parent) {
    if (CLASSES.has(up.kind)) return up;
    if (up.kind === 'method' || up.kind === 'singleton_method') return null;
  }
  return null;
}

function lowerLambda(node: CstNode, context: RubyContext, lower: Lower): SyntaxNode {
  const block = node.last('block', 'do_block')!;
  const inner = lowerBlock(block, true, context, lower);
  const parameters = node.first('lambda_parameters');
  if (!parameters) return { ...inner, ...spanOf(node) };
  const params = lowerParams(parameters, lower);
  const children = [...params, ...rest(parameters), ...inner.children];
  return { ...inner, ...spanOf(node), params, children: children.toSorted((a, b) => a.start - b.start) };
}

/** `{ |x| … }` and `do |x| … end`. `isOwn`: a `return` leaves the block, and not the method around it. */
export function lowerBlock(node: CstNode, isOwn: boolean, context: RubyContext, lower: Lower): FunctionNode {
  const [opening, closing] = [node.children[0]!, node.children.at(-1)!];
  const parameters = node.first('block_parameters');
  const list = node.first('block_body', 'body_statement');
  return build(
    'function',
    node,
    {
      kind: 'lambda',
      name: null,
      params: parameters ? lowerParams(parameters, lower) : [],
      body: lowerBodyWithRescue(list, (parameters ?? opening).end, closing.start, context, lower),
      implicit_return: true,
      annotations: [],
      modifiers: [],
      exported: false,
      is_async: false,
      is_generator: false,
      returns_through: !isOwn,
    },
    [...node.all('heredoc_body').map(lower), ...(parameters ? rest(parameters) : [])],
  );
}

/** Only keywords are named by callers. */
function lowerParams(parameters: CstNode, lower: Lower): readonly ParamNode[] {
  const locals = new Set(parameters.fields('locals'));
  return parameters.named.flatMap((each) => {
    if (locals.has(each) || !isParam(each)) return [];
    const name =
      each.kind === 'identifier' ? each : each.kind === 'destructured_parameter' ? null : each.first('identifier');
    const value = each.field('value');
    const fields = {
      name: name && named(name, name.text),
      label: each.kind === 'keyword_parameter' ? (name?.text ?? null) : null,
      default_value: value && lower(value),
      rest:
        each.kind === 'splat_parameter' || each.kind === 'hash_splat_parameter' || each.kind === 'forward_parameter',
      annotations: [],
      is_field: false,
    };
    return [build('param', each, fields, each.kind === 'destructured_parameter' ? nested(each) : [])];
  });
}

function isParam(node: CstNode): boolean {
  return node.kind === 'identifier' || node.kind.endsWith('_parameter');
}

function nested(node: CstNode): readonly SyntaxNode[] {
  return node.named.flatMap((each) => {
    if (each.kind === 'identifier') return [lowerBinding(each)];
    if (each.kind === 'destructured_parameter') return nested(each);
    const name = each.first('identifier');
    return name ? [lowerBinding(name)] : [];
  });
}

/** Block-local variables (`|x; y|`) and `**nil`. */
function rest(parameters: CstNode): readonly SyntaxNode[] {
  const locals = parameters.fields('locals').map((each) => lowerBinding(each));
  const others = parameters.named.filter((each) => each.kind === 'hash_splat_nil');
  return [...locals, ...others.map((each) => other(each, each.kind, [], 'none'))];
}
