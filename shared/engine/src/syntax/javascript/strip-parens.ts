import { visitorKeys } from 'oxc-parser';
import { isNode } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Span } from '../node.ts';

/** The parentheses around an expression, innermost first. */
export type Parens = ReadonlyMap<JsNode, readonly Span[]>;

/**
 * Take parentheses out of a parsed program, in place, and remember where they stood. Scope analysis is written for trees
 * without them: to it `(a) = 1` would read `a`.
 */
export function stripParens(program: unknown): Parens {
  const parens = new Map<JsNode, Span[]>();
  const pending: JsNode[] = isNode(program) ? [program] : [];
  const unwrap = (value: JsNode): JsNode => {
    let inner = value;
    const around: Span[] = [];
    while (isParens(inner)) {
      around.unshift({ start: inner.start, end: inner.end });
      inner = (inner['expression'] ?? inner['typeAnnotation']) as JsNode;
    }
    if (around.length > 0 && value.type === 'ParenthesizedExpression') parens.set(inner, around);
    pending.push(inner);
    return inner;
  };
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const key of visitorKeys[node.type] ?? []) {
      const value = node[key];
      if (Array.isArray(value)) {
        const list: unknown[] = value;
        for (const [index, each] of list.entries()) if (isNode(each)) list[index] = unwrap(each);
      } else if (isNode(value)) (node as Record<string, unknown>)[key] = unwrap(value);
    }
  }
  return parens;
}

function isParens(node: JsNode): boolean {
  return node.type === 'ParenthesizedExpression' || node.type === 'TSParenthesizedType';
}
