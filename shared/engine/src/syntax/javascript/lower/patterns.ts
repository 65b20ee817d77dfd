import { child, children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { build, other, spanOf } from '../../cst/build-node.ts';
import type { BindingNode, Span, SyntaxNode } from '../../node.ts';
import type { LowerContext } from './context.ts';
import { keyOf } from './key-of.ts';

/**
 * What a declaration, a parameter or a `catch` binds. A name becomes a `binding`; a pattern becomes an `object` of entries
 * with bindings as values, or `other` where taking one name out would change what the others get (`[a, b]`, `...rest`).
 */
export function lowerPattern(node: JsNode, context: LowerContext): SyntaxNode {
  switch (node.type) {
    case 'Identifier':
      return lowerBinding(node, null, node, context);
    case 'AssignmentPattern':
      return lowerBinding(child(node, 'left')!, child(node, 'right'), node, context);
    case 'ObjectPattern':
      return lowerObject(node, context);
    default:
      return other(context.withoutType(node), node.type, innerPatterns(node, context, lowerPattern), 'none');
  }
}

/** One name or pattern with what it is given; in a pattern that is what it gets instead of `undefined`. */
export function lowerBinding(
  target: JsNode,
  initializer: JsNode | null,
  span: Span,
  context: LowerContext,
): BindingNode {
  const annotation = child(target, 'typeAnnotation');
  const types = context.types(annotation);
  const isName = target.type === 'Identifier';
  const name = isName ? context.name(target) : null;
  const pattern = isName ? null : lowerPattern(target, context);
  const binding = build(
    'binding',
    span,
    {
      name,
      type: annotation && spanOf(annotation),
      initializer: initializer && context.lower(initializer),
    },
    [pattern, ...types],
  );
  if (isName) context.declare(target, binding);
  return binding;
}

/** What an assignment writes to. */
export function lowerTarget(node: JsNode, context: LowerContext): SyntaxNode {
  switch (node.type) {
    case 'ObjectPattern':
    case 'ArrayPattern':
    case 'RestElement':
      return other(node, node.type, innerPatterns(node, context, lowerTarget), 'some');
    case 'AssignmentPattern':
      return other(
        node,
        node.type,
        [lowerTarget(child(node, 'left')!, context), context.lowerField(node, 'right')],
        'some',
      );
    default:
      return context.lower(node);
  }
}

type LowerInner = (node: JsNode, context: LowerContext) => SyntaxNode;

/** The span of a pattern holds its type annotation, which belongs to the binding or parameter around it. */
function lowerObject(node: JsNode, context: LowerContext): SyntaxNode {
  const entries = innerPatterns(node, context, lowerPattern);
  const isRigid = entries.some((each) => each.role !== 'entry' || each.key === null);
  const span = context.withoutType(node);
  return isRigid ? other(span, node.type, entries, 'none') : build('object', span, { entries });
}

function innerPatterns(node: JsNode, context: LowerContext, lowerInner: LowerInner): SyntaxNode[] {
  if (node.type === 'RestElement') return [lowerInner(child(node, 'argument')!, context)];
  if (node.type === 'ArrayPattern') return children(node, 'elements').map((each) => lowerInner(each, context));
  return children(node, 'properties').map((each) =>
    each.type === 'Property' ? lowerEntry(each, context, lowerInner) : lowerInner(each, context),
  );
}

function lowerEntry(node: JsNode, context: LowerContext, lowerInner: LowerInner): SyntaxNode {
  const key = keyOf(node);
  return build(
    'entry',
    node,
    {
      key,
      value: lowerInner(child(node, 'value')!, context),
      shorthand: node['shorthand'] === true,
    },
    [key === null ? context.lowerField(node, 'key') : null],
  );
}
