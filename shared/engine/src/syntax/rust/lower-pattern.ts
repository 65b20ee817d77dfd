import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { NodeOf, SyntaxNode } from '../node.ts';

/** A name in small letters is bound by a pattern; one with a capital is a constant or a variant that is compared with. */
export function lowerPattern(node: CstNode, lower: Lower): SyntaxNode {
  switch (node.kind) {
    case 'identifier':
    case 'shorthand_field_identifier':
      return /^\p{Lu}/u.test(node.text) ? named(node, node.text) : capture(node);
    case 'tuple_struct_pattern':
    case 'struct_pattern': {
      const type = node.field('type')!;
      const inside = node.named.filter((each) => each !== type).map((each) => lowerPattern(each, lower));
      return other(node, node.kind, [lower(type), ...inside], 'none');
    }
    case 'field_pattern': {
      const pattern = node.field('pattern');
      return other(node, node.kind, [lowerPattern(pattern ?? node.field('name')!, lower)], 'none');
    }
    case 'captured_pattern':
    case 'mut_pattern':
    case 'or_pattern':
    case 'ref_pattern':
    case 'reference_pattern':
    case 'slice_pattern':
    case 'tuple_pattern': {
      const inside = node.named.filter((each) => each.kind !== 'mutable_specifier');
      return other(
        node,
        node.kind,
        inside.map((each) => lowerPattern(each, lower)),
        'none',
      );
    }
    default:
      return lower(node);
  }
}

function capture(node: CstNode): NodeOf<'binding'> {
  return build('binding', node, { name: named(node, node.text), type: null, initializer: null });
}

/** What a `let` declares: a name with its value, or a pattern with bindings inside. */
export function lowerLetBinding(
  pattern: CstNode,
  type: SyntaxNode | null,
  initializer: SyntaxNode | null,
  lower: Lower,
): NodeOf<'binding'> {
  const span = { start: pattern.start, end: (initializer ?? type ?? pattern).end };
  const typeSpan = type && { start: type.start, end: type.end };
  if (pattern.kind === 'identifier') {
    return build('binding', span, { name: named(pattern, pattern.text), type: typeSpan, initializer }, [type]);
  }
  return build('binding', span, { name: null, type: typeSpan, initializer }, [lowerPattern(pattern, lower), type]);
}
