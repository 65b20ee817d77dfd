import { build, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import type { ArgumentNode, SyntaxNode } from '../node.ts';
import { memberOf } from './lower-expression.ts';
import { lowerOther } from './lower-other.ts';

const method: Lowering = (node, lower) => {
  const property = node.field('name')!;
  const object = node.field('object') ?? node.field('scope')!;
  if (property.kind !== 'name') return lowerOther(node, lower);
  return callOf(node, memberOf(node, object, property, lower), lower);
};

export const CALLS: LoweringTable = {
  function_call_expression: (node, lower) => callOf(node, lower(node.named[0]!), lower),
  member_call_expression: method,
  nullsafe_member_call_expression: method,
  scoped_call_expression: method,
  object_creation_expression: creation,
};

function callOf(node: CstNode, callee: SyntaxNode, lower: Lower): SyntaxNode {
  const list = node.last('arguments')!;
  return build('call', node, {
    callee,
    args: lowerArguments(list, lower),
    args_span: spanOf(list),
    is_new: false,
    optional: false,
  });
}

export function lowerArguments(list: CstNode | null, lower: Lower): readonly ArgumentNode[] {
  return (list?.named ?? []).map((each) => {
    const name = each.kind === 'argument' ? each.field('name') : null;
    const inner = each.kind === 'argument' ? each.named.at(-1)! : each;
    const isSpread = inner.kind === 'variadic_unpacking';
    const value = isSpread ? lower(inner.named[0]!) : lower(inner);
    const others = each.kind === 'argument' ? each.named.filter((part) => part.kind === 'by_ref').map(lower) : [];
    return build(
      'argument',
      each,
      { name: name === inner ? null : (name?.text ?? null), value, spread: isSpread, trailing: false },
      others.filter((part) => part.start !== value.start),
    );
  });
}

/** `new class(…) { … }` is left whole. */
function creation(node: CstNode, lower: Lower): SyntaxNode {
  const list = node.first('arguments');
  const callee = node.named[0]!;
  if (callee.kind === 'anonymous_class' || callee === list) return lowerOther(node, lower);
  return build('call', node, {
    callee: lower(callee),
    args: lowerArguments(list, lower),
    args_span: list && spanOf(list),
    is_new: true,
    optional: false,
  });
}
