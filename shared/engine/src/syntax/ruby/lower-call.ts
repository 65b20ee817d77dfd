import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArgumentNode, SyntaxNode } from '../node.ts';
import { isStatement } from './lower-body.ts';
import { heredocs, parts } from './lower-expression.ts';
import { lowerBlock } from './lower-function.ts';
import { valueOf } from './lower-literal.ts';
import { lowerOther } from './lower-other.ts';
import type { RubyContext } from './ruby-context.ts';

export function calls(context: RubyContext): LoweringTable {
  return { call: (node, lower) => lowerCall(node, context, lower) };
}

function lowerCall(node: CstNode, context: RubyContext, lower: Lower): SyntaxNode {
  const method = node.field('method') ?? node.first('super');
  const receiver = node.field('receiver');
  if (!method) return lowerOther(node, lower);
  const list = node.first('argument_list');
  const block = node.first('block', 'do_block');
  const callee = receiver ? memberOf(node, receiver, method, lower) : named(method, method.text);
  const args = (list ? parts(list) : []).map((each) => lowerArgument(each, lower));
  if (!receiver && /^(?:raise|fail)$/.test(method.text) && isStatement(node) && !block) {
    return build('throw', node, { value: null }, [...args, ...(list ? heredocs(list, lower) : [])]);
  }
  const isBracketed = list?.children[0]?.kind === '(';
  return build(
    'call',
    node,
    {
      callee,
      args: block ? [...args, trailing(block, isLambda(receiver, method), context, lower)] : args,
      args_span: list && isBracketed ? spanOf(list) : null,
      is_new: false,
      optional: false,
    },
    list ? heredocs(list, lower) : [],
  );
}

function memberOf(node: CstNode, receiver: CstNode, method: CstNode, lower: Lower): SyntaxNode {
  return build(
    'member',
    { start: node.start, end: method.end },
    {
      object: lower(receiver),
      property: method.text,
      property_span: spanOf(method),
      optional: node.has('&.'),
    },
  );
}

/** Blocks of `lambda` return to their own caller; those of all other methods leave the method around them. */
function isLambda(receiver: CstNode | null, method: CstNode): boolean {
  return receiver === null && method.text === 'lambda';
}

function trailing(block: CstNode, isOwn: boolean, context: RubyContext, lower: Lower): ArgumentNode {
  const value = lowerBlock(block, isOwn, context, lower);
  return build('argument', block, { name: null, value, spread: false, trailing: true });
}

function lowerArgument(node: CstNode, lower: Lower): ArgumentNode {
  const make = (value: SyntaxNode, name: string | null, spread: boolean): ArgumentNode =>
    build('argument', node, { name, value, spread, trailing: false });
  if (node.kind === 'pair') {
    const [key, value] = node.named;
    const name = key!.kind === 'hash_key_symbol' || key!.kind === 'simple_symbol' ? valueOf(key!) : null;
    if (name === null) return make(lower(node), null, false);
    return make(value ? lower(value) : other(key!, 'shorthand', [named(key!, key!.text)], 'some'), name, false);
  }
  const isSplat = node.kind === 'splat_argument' || node.kind === 'hash_splat_argument';
  const [inner] = node.named;
  return isSplat && inner ? make(lower(inner), null, true) : make(lower(node), null, isSplat);
}
