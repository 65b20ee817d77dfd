import { build, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { AnnotationNode, ArgumentNode } from '../node.ts';

export interface Modifiers {
  readonly annotations: readonly AnnotationNode[];
  readonly words: readonly string[];
}

/** The attributes and words before a declaration. */
export function lowerModifiers(node: CstNode, lower: Lower): Modifiers {
  const first = node.children.findIndex((child) => !isModifier(child));
  const leading = first === -1 ? node.children : node.children.slice(0, first);
  const parts = leading.flatMap((child) => (child.kind === 'modifiers' ? child.children : [child]));
  return {
    annotations: parts.filter((each) => each.kind === 'attribute').map((each) => lowerAttribute(each, lower)),
    words: parts.filter((each) => each.kind.endsWith('_modifier')).map((each) => each.text),
  };
}

function isModifier(node: CstNode): boolean {
  return node.kind === 'modifiers' || node.kind === 'attribute' || node.kind.endsWith('_modifier');
}

/** Private names, and what is declared inside a body, stay in the file. `private(set)` says nothing about reading. */
export function isVisible(node: CstNode, words: readonly string[]): boolean {
  return !words.includes('private') && !words.includes('fileprivate') && node.parent?.kind !== 'statements';
}

const BODIES = new Set(['class_body', 'enum_class_body', 'protocol_body']);

export function isMember(node: CstNode): boolean {
  return BODIES.has(node.parent?.kind ?? '');
}

/** `@Name(label: value)`; the grammar writes labels as plain names before a colon. */
function lowerAttribute(node: CstNode, lower: Lower): AnnotationNode {
  // A disguised word has no sign before its name, and no name that could be meant.
  const type = node.text.startsWith('@') ? node.first('user_type') : null;
  if (!type) return build('annotation', node, { name: node.text, args: [] });
  const args = node.children.flatMap((child, index): ArgumentNode[] => {
    const next = node.children[index + 1];
    if (!child.isNamed || child === type || next?.kind === ':') return [];
    const label = node.children[index - 1]?.kind === ':' ? node.children[index - 2]! : null;
    const span = spanOf(label ?? child, child);
    return [
      build('argument', span, { name: label?.text ?? null, value: lower(child), spread: false, trailing: false }),
    ];
  });
  return build('annotation', node, { name: type.text, args }, [lower(type)]);
}
