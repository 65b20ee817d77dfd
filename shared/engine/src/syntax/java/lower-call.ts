import { build, named, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArgumentNode, SyntaxNode } from '../node.ts';
import { lowerAnonymousClass } from './lower-class.ts';

export const CALLS: LoweringTable = {
  method_invocation: call,
  explicit_constructor_invocation: constructorCall,
  object_creation_expression: creation,
};

function lowerArguments(node: CstNode | null, lower: Lower): readonly ArgumentNode[] {
  return (node?.named ?? []).map((value) =>
    build('argument', value, { name: null, value: lower(value), spread: false, trailing: false }),
  );
}

function call(node: CstNode, lower: Lower): SyntaxNode {
  const property = node.field('name')!;
  const object = node.field('object');
  const list = node.field('arguments')!;
  const equality = object && lowerEquals(node, object, property, list, lower);
  if (equality) return equality;
  const types = node.field('type_arguments');
  const inside = [types, ...node.all('super')].filter((each) => each !== null && each !== object);
  const callee = object
    ? build(
        'member',
        spanOf(node, property),
        { object: lower(object), property: property.text, property_span: spanOf(property), optional: false },
        inside.map((each) => lower(each!)),
      )
    : named(property, property.text);
  const args = lowerArguments(list, lower);
  return build('call', node, { callee, args, args_span: spanOf(list), is_new: false, optional: false });
}

/** `a.equals(b)` and `Objects.equals(a, b)` compare values, as `==` does in other languages. */
function lowerEquals(
  node: CstNode,
  object: CstNode,
  property: CstNode,
  list: CstNode,
  lower: Lower,
): SyntaxNode | null {
  if (property.text !== 'equals' || object.kind === 'super') return null;
  const [first, second, third] = list.named;
  if (first && !second) {
    return build('compare', node, { operator: 'eq', left: lower(object), right: lower(first) });
  }
  if (first && second && !third && object.text === 'Objects') {
    return build('compare', node, { operator: 'eq', left: lower(first), right: lower(second) }, [lower(object)]);
  }
  return null;
}

/** `this(…)` and `super(…)` as the first statement of a constructor. */
function constructorCall(node: CstNode, lower: Lower): SyntaxNode {
  const callee = node.field('constructor')!;
  const list = node.field('arguments')!;
  const rest = node.named.filter((each) => each !== callee && each !== list).map(lower);
  const invoked = build(
    'call',
    spanOf(node.children[0]!, list),
    {
      callee: named(callee, callee.text),
      args: lowerArguments(list, lower),
      args_span: spanOf(list),
      is_new: false,
      optional: false,
    },
    rest,
  );
  return build('expression', node, { expression: invoked });
}

function creation(node: CstNode, lower: Lower): SyntaxNode {
  const type = node.field('type')!;
  const isGeneric = type.kind === 'generic_type';
  const base = isGeneric ? type.named[0]! : type;
  const list = node.field('arguments')!;
  const body = node.first('class_body');
  const others = node.named.filter((each) => each !== type && each !== list && each !== body);
  return build(
    'call',
    node,
    {
      callee: lower(base),
      args: lowerArguments(list, lower),
      args_span: spanOf(list),
      is_new: true,
      optional: false,
    },
    [
      ...others.map(lower),
      ...(isGeneric ? type.named.slice(1).map(lower) : []),
      body && lowerAnonymousClass(body, base.text, lower),
    ],
  );
}
