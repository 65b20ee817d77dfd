import { child, children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { build, other } from '../../cst/build-node.ts';
import type { ArgumentNode, SyntaxNode } from '../../node.ts';
import { trimmedSpan } from './context.ts';
import type { LowerContext, LoweringTable } from './context.ts';

export const markupLowerings: LoweringTable = {
  JSXElement: lowerElement,
  JSXFragment: (node, context) =>
    build('element', node, { name: '', attributes: [], content: lowerContent(node, context) }),
  JSXExpressionContainer: lowerEmbed,
  JSXSpreadChild: (node, context) => other(node, node.type, [context.lowerField(node, 'expression')], 'some'),
  JSXText: (node, context) => other(trimmedSpan(context.text, node), node.type, [], 'none'),
};

function lowerElement(node: JsNode, context: LowerContext): SyntaxNode {
  const opening = child(node, 'openingElement')!;
  const closing = child(node, 'closingElement');
  const tag = child(opening, 'name')!;
  const closingTag = closing && child(closing, 'name');
  return build(
    'element',
    node,
    {
      name: context.text.slice(tag.start, tag.end).replaceAll(/\s/g, ''),
      attributes: children(opening, 'attributes').map((each) => lowerAttribute(each, context)),
      content: lowerContent(node, context),
    },
    [
      lowerTag(tag, context),
      closingTag && lowerTag(closingTag, context),
      ...context.types(child(opening, 'typeArguments')),
    ],
  );
}

/** The component that a tag names; null for `div`, which is a string when the program runs. */
function lowerTag(tag: JsNode, context: LowerContext): SyntaxNode | null {
  if (tag.type === 'JSXIdentifier') {
    const name = String(tag['name']);
    const isComponent = name !== name.toLowerCase() || /^[$_]/.test(name);
    return isComponent && context.isUse(tag) ? context.name(tag) : null;
  }
  if (tag.type !== 'JSXMemberExpression') return null;
  const property = child(tag, 'property')!;
  const inner = child(tag, 'object')!;
  const object = inner.type === 'JSXIdentifier' ? context.name(inner) : lowerTag(inner, context);
  return build('member', tag, {
    object,
    property: String(property['name']),
    property_span: { start: property.start, end: property.end },
    optional: false,
  });
}

function lowerAttribute(node: JsNode, context: LowerContext): ArgumentNode {
  if (node.type === 'JSXSpreadAttribute') {
    const value = context.lowerField(node, 'argument')!;
    return build('argument', node, { name: null, value, spread: true, trailing: false });
  }
  const key = child(node, 'name')!;
  return build('argument', node, {
    name: context.text.slice(key.start, key.end),
    // `<Toggle on />` gives `true`, and there is no text to put another value in the place of.
    value: context.lowerField(node, 'value') ?? other(key, 'JSXPresence', [], 'none'),
    spread: false,
    trailing: false,
  });
}

/** Text that is nothing but white space is layout. */
function lowerContent(node: JsNode, context: LowerContext): SyntaxNode[] {
  const isLayout = (each: JsNode) => each.type === 'JSXText' && /^\s*$/.test(context.text.slice(each.start, each.end));
  return children(node, 'children')
    .filter((each) => !isLayout(each))
    .map((each) => context.lower(each));
}

function lowerEmbed(node: JsNode, context: LowerContext): SyntaxNode {
  const expression = child(node, 'expression')!;
  const isEmpty = expression.type === 'JSXEmptyExpression';
  return build('embed', node, { expression: isEmpty ? null : context.lower(expression) });
}
