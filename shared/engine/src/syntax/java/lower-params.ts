import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { AnnotationNode, ArgumentNode, ParamNode } from '../node.ts';
import { lowerTypes } from './lower-types.ts';

export interface Modifiers {
  readonly annotations: readonly AnnotationNode[];
  readonly words: readonly string[];
}

/** `isField` for the components of a record. */
export function lowerParams(list: CstNode | null, lower: Lower, isField = false): readonly ParamNode[] {
  return (list?.all('formal_parameter', 'spread_parameter') ?? []).map((node) => {
    const declared = node.field('name') ?? node.first('variable_declarator')?.field('name') ?? null;
    return build(
      'param',
      node,
      {
        name: declared?.kind === 'identifier' ? named(declared, declared.text) : null,
        label: null,
        default_value: null,
        rest: node.kind === 'spread_parameter',
        annotations: lowerModifiers(node, lower).annotations,
        is_field: isField,
      },
      lowerTypes(node, lower),
    );
  });
}

/** The annotations and words before a declaration. */
export function lowerModifiers(node: CstNode, lower: Lower): Modifiers {
  const own = node.all('marker_annotation', 'annotation');
  const modifiers = node.first('modifiers');
  const annotations = [...(modifiers?.all('marker_annotation', 'annotation') ?? []), ...own];
  return {
    annotations: annotations.map((each) => lowerAnnotation(each, lower)),
    words: (modifiers?.children ?? []).filter((child) => !child.isNamed).map((child) => child.kind),
  };
}

export function lowerAnnotation(node: CstNode, lower: Lower): AnnotationNode {
  const name = node.field('name')!;
  const args = (node.field('arguments')?.named ?? []).map((each): ArgumentNode => {
    const isPair = each.kind === 'element_value_pair';
    return build('argument', each, {
      name: isPair ? each.field('key')!.text : null,
      value: lower(isPair ? each.field('value')! : each),
      spread: false,
      trailing: false,
    });
  });
  return build('annotation', node, { name: name.text, args }, [lower(name)]);
}

/** A parameter `Foo this` only carries annotations. */
export function lowerReceiver(node: CstNode, lower: Lower) {
  return other(node, node.kind, node.named.filter((each) => each.kind !== 'this').map(lower), 'none');
}
