import { child, children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { build } from '../../cst/build-node.ts';
import type { ArgumentNode } from '../../node.ts';
import type { LowerContext } from './context.ts';

export function lowerArguments(node: JsNode, context: LowerContext): ArgumentNode[] {
  return children(node, 'arguments').map((each) => {
    const spread = each.type === 'SpreadElement';
    const value = context.lower(spread ? child(each, 'argument')! : each);
    const span = spread ? each : value;
    return build('argument', span, { name: null, value, spread, trailing: false });
  });
}
