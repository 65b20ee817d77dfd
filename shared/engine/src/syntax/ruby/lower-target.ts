import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { NodeOf, SyntaxNode } from '../node.ts';

/** What a `for` or a `rescue` assigns to: names are declared, all else is written, which `bind` reads from the `target`. */
export function lowerTarget(node: CstNode, lower: Lower): SyntaxNode {
  if (!isNames(node)) return other(node, 'target', [lowerPlace(node, lower)], 'some');
  return build('declaration', node, {
    bindings: [lowerBinding(node)],
    constant: false,
    field: false,
    annotations: [],
    modifiers: [],
    exported: false,
  });
}

/** Whether a target declares variables and nothing else. */
export function isNames(node: CstNode): boolean {
  if (node.kind === 'identifier') return true;
  const isNest = node.kind === 'left_assignment_list' || node.kind === 'destructured_left_assignment';
  return (isNest || node.kind === 'rest_assignment') && node.named.every(isNames);
}

export function lowerBinding(node: CstNode, initializer: SyntaxNode | null = null): NodeOf<'binding'> {
  const span = { start: node.start, end: initializer?.end ?? node.end };
  if (node.kind === 'identifier' || node.kind === 'constant') {
    return build('binding', span, { name: named(node, node.text), type: null, initializer });
  }
  const inside = node.named.map((each) => lowerBinding(each));
  return build('binding', span, { name: null, type: null, initializer }, inside);
}

/** The left side of an assignment: a name, an attribute (no call of it), an element, or a list of these. */
export function lowerPlace(node: CstNode, lower: Lower): SyntaxNode {
  switch (node.kind) {
    case 'identifier':
      return named(node, node.text);
    case 'call': {
      const property = node.field('method');
      const object = node.field('receiver');
      if (!property || !object) return lower(node);
      const optional = node.first('&.') !== null;
      const property_span = { start: property.start, end: property.end };
      return build('member', node, { object: lower(object), property: property.text, property_span, optional });
    }
    case 'left_assignment_list':
    case 'destructured_left_assignment':
    case 'rest_assignment':
      return build('list', node, { items: node.named.map((each) => lowerPlace(each, lower)) });
    default:
      return lower(node);
  }
}
