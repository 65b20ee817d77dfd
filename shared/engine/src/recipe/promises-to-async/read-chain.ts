import { child, children, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

export type Method = 'then' | 'catch' | 'finally';

export interface Link {
  readonly method: Method;
  readonly callbacks: readonly JsNode[];
  readonly call: JsNode;
}

/** `head.then(…).catch(…)`: what is waited for, and what is done then. */
export interface Chain {
  readonly head: JsNode;
  readonly links: readonly Link[];
  readonly node: JsNode;
}

/** The chain that an expression is; null for any other expression. */
export function readChain(node: JsNode | null): Chain | null {
  const links: Link[] = [];
  let at = node;
  for (;;) {
    const callee = at?.type === 'CallExpression' && at['optional'] !== true ? child(at, 'callee') : null;
    const isMember = callee?.type === 'MemberExpression' && callee['computed'] !== true && callee['optional'] !== true;
    const method = isMember ? nameOf(child(callee, 'property')) : null;
    if (!at || !callee || (method !== 'then' && method !== 'catch' && method !== 'finally')) break;
    links.unshift({ method, callbacks: children(at, 'arguments'), call: at });
    at = child(callee, 'object');
  }
  return node && at && links.length > 0 ? { head: at, links, node } : null;
}

export const FUNCTION = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;
const OWN_END = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|PropertyDefinition|StaticBlock)$/;

/** Visit what belongs to a function itself and not to a function inside of it. */
export function walkOwn(
  root: JsNode,
  visit: (node: JsNode, ancestors: readonly JsNode[]) => void,
  childrenOf: (node: JsNode) => readonly JsNode[],
): void {
  const ancestors: JsNode[] = [];
  const enter = (node: JsNode): void => {
    visit(node, ancestors);
    if (node !== root && OWN_END.test(node.type)) return;
    ancestors.push(node);
    for (const each of childrenOf(node)) enter(each);
    ancestors.pop();
  };
  enter(root);
}
