import { build, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { AnnotationNode, ArgumentNode, SyntaxNode } from '../node.ts';

export interface Modifiers {
  readonly annotations: readonly AnnotationNode[];
  readonly words: readonly string[];
}

/** The attributes and words before a declaration. */
export function lowerModifiers(node: CstNode, lower: Lower): Modifiers {
  return {
    annotations: node.all('attribute_list').flatMap((list) => {
      const attributes = list.all('attribute');
      // A lone attribute goes with its brackets.
      return attributes.map((each) => lowerAttribute(each, attributes.length === 1 ? list : each, lower));
    }),
    words: node.all('modifier').map((each) => each.text),
  };
}

/** `[Name(value, Key = value)]`. */
function lowerAttribute(node: CstNode, span: CstNode, lower: Lower): AnnotationNode {
  const name = node.field('name')!;
  const args = (node.first('attribute_argument_list')?.named ?? []).map((each): ArgumentNode => {
    const given = each.named.at(-1)!;
    const isNamed = given.kind === 'assignment_expression';
    const label = isNamed ? given.field('left') : (each.named.at(-2) ?? null);
    const value = isNamed ? given.field('right')! : given;
    return build('argument', each, { name: label?.text ?? null, value: lower(value), spread: false, trailing: false });
  });
  return build('annotation', spanOf(span), { name: name.text, args }, [lower(name)]);
}

const VISIBLE = ['public', 'protected', 'internal'];

/** Members are private unless they say otherwise, except those of interfaces; types are not. */
export function isVisible(node: CstNode, words: readonly string[]): boolean {
  const home = homeOf(node);
  if (home === 'block') return false;
  if (home === 'unit' || home === 'interface_declaration') return !words.includes('private') && !words.includes('file');
  return words.some((word) => VISIBLE.includes(word)) || node.has('explicit_interface_specifier');
}

/** What a declaration is part of: a type's kind, the `unit` with its namespaces, or a `block`. */
function homeOf(node: CstNode): string {
  let up = node.parent;
  while (up && /^(?:declaration_list|preproc_.*)$/.test(up.kind)) up = up.parent;
  if (!up || /namespace|compilation_unit/.test(up.kind)) return 'unit';
  return up.kind.endsWith('_declaration') ? up.kind : 'block';
}

/** Types that a declaration names directly, for the names they use. */
export function lowerType(node: CstNode | null, lower: Lower): SyntaxNode | null {
  return node && node.kind !== 'implicit_type' && node.kind !== 'predefined_type' ? lower(node) : null;
}

export function lowerConstraints(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  return node
    .all('base_list', 'type_parameter_list', 'type_parameter_constraints_clause', 'explicit_interface_specifier')
    .map(lower);
}
