import { children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { Span } from '../../node.ts';
import type { LowerContext } from './context.ts';

/** A declaration with its decorators and the `export` in front of it, whichever comes first. */
export function declarationSpan(node: JsNode, context: LowerContext): Span {
  const around = [node, ...children(node, 'decorators')];
  const exporting = context.exporting.get(node);
  return {
    start: Math.min(...around.map((each) => each.start), exporting?.start ?? node.start),
    end: Math.max(node.end, exporting?.end ?? node.end),
  };
}
