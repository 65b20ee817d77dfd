import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ArgumentNode, NameNode, SyntaxNode } from '../node.ts';

export const ARGUMENTS: LoweringTable = {
  value_argument: (node, lower) => lowerArgument(node, lower),
  value_argument_label: (node) => other(node, node.kind, [], 'none'),
};

/** `operand.name`, `operand?.name`, `operand.0`. */
export function lowerAccess(operand: SyntaxNode, suffix: CstNode, optional: boolean, lower: Lower): SyntaxNode {
  const property = suffix.children.at(-1)!;
  const more = suffix.named.filter((each) => each !== property).map(lower);
  return build(
    'member',
    { start: operand.start, end: suffix.end },
    { object: operand, property: property.text.replaceAll('`', ''), property_span: spanOf(property), optional },
    more,
  );
}

/** A call with everything that follows its name: arguments, trailing closures. In brackets it is an element. */
export function lowerCall(callee: SyntaxNode, suffix: CstNode, optional: boolean, lower: Lower): SyntaxNode {
  const span = { start: callee.start, end: suffix.end };
  const list = suffix.first('value_arguments');
  if (list?.children[0]?.kind === '[') return element(callee, list, span, lower);
  const types = suffix.all('type_arguments').map(lower);
  const args = [...lowerArguments(list, lower), ...trailing(suffix, lower)];
  return build('call', span, { callee, args, args_span: list && spanOf(list), is_new: false, optional }, types);
}

export function lowerArguments(list: CstNode | null, lower: Lower): readonly ArgumentNode[] {
  return (list?.all('value_argument') ?? []).map((node) => lowerArgument(node, lower));
}

function lowerArgument(node: CstNode, lower: Lower): ArgumentNode {
  const value = node.field('value') ?? node.children.at(-1)!;
  return build('argument', node, {
    name: node.field('name')?.text ?? null,
    value: lower(value),
    spread: false,
    trailing: false,
  });
}

function element(object: SyntaxNode, list: CstNode, span: { start: number; end: number }, lower: Lower): SyntaxNode {
  const args = lowerArguments(list, lower);
  const [only] = args;
  if (!only || args.length > 1 || only.name !== null) return other(span, 'element', [object, ...args], 'some');
  return build('index', span, { object, index: only.value });
}

/** `f { … } onError: { … }`. */
function trailing(suffix: CstNode, lower: Lower): readonly ArgumentNode[] {
  return suffix.all('lambda_literal').map((node) => {
    const before = suffix.children.slice(0, suffix.children.indexOf(node));
    const label = before.at(-1)?.kind === ':' ? before.at(-2)! : null;
    return build('argument', spanOf(label ?? node, node), {
      name: label?.text ?? null,
      value: lower(node),
      spread: false,
      trailing: true,
    });
  });
}

export function lowerSimpleName(node: CstNode): NameNode {
  return named(node, node.text.replaceAll('`', ''));
}
