import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { ArgumentNode } from '../node.ts';

/** What stands between the parentheses of a call or an annotation. */
export function lowerArguments(list: CstNode | null, lower: Lower): readonly ArgumentNode[] {
  return (list?.named ?? []).map((node) => {
    const isNamed = node.has('=');
    const given = node.named.at(-1)!;
    const spread = given.kind === 'spread_expression';
    return build('argument', node, {
      name: isNamed ? node.named[0]!.text : null,
      value: lower(spread ? given.named[0]! : given),
      spread: spread || node.has('*'),
      trailing: false,
    });
  });
}
