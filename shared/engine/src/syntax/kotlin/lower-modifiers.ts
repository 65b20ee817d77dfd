import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { AnnotationNode } from '../node.ts';
import { lowerArguments } from './lower-arguments.ts';

export interface Modifiers {
  readonly annotations: readonly AnnotationNode[];
  readonly words: readonly string[];
}

/** The annotations and words before a declaration. */
export function lowerModifiers(node: CstNode | null, lower: Lower): Modifiers {
  const parts = node?.all('modifiers', 'parameter_modifiers').flatMap((each) => each.named) ?? [];
  return {
    annotations: parts.filter((each) => each.kind === 'annotation').map((each) => lowerAnnotation(each, lower)),
    words: parts.filter((each) => each.kind !== 'annotation').map((each) => each.text),
  };
}

/** `@Name(args)`, `@get:Name`, and `@[A B]`, which is given the name of its first. */
export function lowerAnnotation(node: CstNode, lower: Lower): AnnotationNode {
  const made = node.first('constructor_invocation') ?? node;
  const type = made.first('user_type');
  const name = type?.text.replace(/<.*/s, '') ?? '';
  const rest = node.named.filter((each) => each !== made && each !== type && each.kind !== 'use_site_target');
  const args = lowerArguments(made.first('value_arguments'), lower);
  return build('annotation', node, { name, args }, [type && lower(type), ...rest.map(lower)]);
}
