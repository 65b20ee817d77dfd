import { child, children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { build } from '../../cst/build-node.ts';
import type { AnnotationNode } from '../../node.ts';
import { lowerArguments } from './arguments.ts';
import type { LowerContext } from './context.ts';

/** The decorators of a class, a member or a parameter. */
export function lowerAnnotations(node: JsNode, context: LowerContext): AnnotationNode[] {
  return children(node, 'decorators').map((each) => {
    const expression = child(each, 'expression')!;
    const isCall = expression.type === 'CallExpression';
    const callee = context.lower(isCall ? child(expression, 'callee')! : expression);
    return build(
      'annotation',
      each,
      {
        name: context.text.slice(callee.start, callee.end).replaceAll(/\s/g, ''),
        args: isCall ? lowerArguments(expression, context) : [],
      },
      [callee],
    );
  });
}
