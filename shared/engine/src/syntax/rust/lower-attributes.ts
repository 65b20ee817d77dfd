import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { AnnotationNode, ArgumentNode, SyntaxNode } from '../node.ts';
import { valueOf } from './lower-string.ts';

/** Attributes stand before what they belong to; here they are inside of it. */
export function lowerAttributed(nodes: readonly CstNode[], lower: Lower): readonly SyntaxNode[] {
  const lowered: SyntaxNode[] = [];
  let attributes: AnnotationNode[] = [];
  for (const node of nodes) {
    if (node.kind === 'attribute_item') attributes.push(lowerAttribute(node));
    else {
      lowered.push(withAttributes(lower(node), attributes));
      attributes = [];
    }
  }
  return [...lowered, ...attributes];
}

const ANNOTATED = new Set(['function', 'class', 'declaration', 'enum_member', 'param']);

/** Attributes that hand a function to nobody. */
const QUIET = /^(?:allow|cfg|cold|deny|deprecated|doc|expect|inline|must_use|track_caller|warn)$/;

function withAttributes(node: SyntaxNode, attributes: readonly AnnotationNode[]): SyntaxNode {
  const [first] = attributes;
  if (!first) return node;
  const children = [...attributes, ...node.children];
  if (!ANNOTATED.has(node.role)) {
    return other({ start: first.start, end: node.end }, 'attributed', [...attributes, node], 'some');
  }
  const isLoud = node.role === 'function' && attributes.some(({ name }) => !QUIET.test(name));
  return {
    ...node,
    ...(isLoud && { exported: true }),
    start: first.start,
    annotations: attributes,
    children,
  } as SyntaxNode;
}

function lowerAttribute(node: CstNode): AnnotationNode {
  const attribute = node.named[0]!;
  const list = attribute.first('token_tree');
  const value = attribute.field('value');
  const name = attribute.named[0]!.text;
  const args = list ? attributeArguments(list) : value ? [argument(value, null, literalOf(value))] : [];
  return build('annotation', node, { name, args });
}

/** `name = "value"` and bare names, separated by commas; everything else is one argument that nobody understands. */
function attributeArguments(list: CstNode): readonly ArgumentNode[] {
  const groups: CstNode[][] = [[]];
  for (const token of list.children.slice(1, -1)) {
    if (token.kind === ',') groups.push([]);
    else groups.at(-1)!.push(token);
  }
  return groups
    .filter((group) => group.length > 0)
    .map((group) => {
      const [first, equals, value] = group;
      const last = group.at(-1)!;
      const span = { start: first!.start, end: last.end };
      if (group.length === 3 && equals!.kind === '=' && first!.kind === 'identifier') {
        return argument(span, first!.text, literalOf(value!));
      }
      if (group.length === 1)
        return argument(span, null, first!.kind === 'identifier' ? named(first!, first!.text) : literalOf(first!));
      return argument(span, null, other(span, 'attribute_tokens', [], 'none'));
    });
}

function literalOf(node: CstNode): SyntaxNode {
  const value = valueOf(node);
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
}

function argument(span: { start: number; end: number }, name: string | null, value: SyntaxNode): ArgumentNode {
  return build('argument', span, { name, value, spread: false, trailing: false });
}
