import { build, named, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { NodeOf, SyntaxNode } from '../node.ts';
import { lowerBodyWithRescue } from './lower-rescue.ts';
import type { RubyContext } from './ruby-context.ts';

export function classes(context: RubyContext): LoweringTable {
  return {
    class: (node, lower) => lowerClass(node, 'class', context, lower),
    module: (node, lower) => lowerClass(node, 'module', context, lower),
    singleton_class: (node, lower) => lowerClass(node, 'object', context, lower),
  };
}

/** A class or module may be opened again anywhere. `class << self` holds what the class itself answers to. */
function lowerClass(node: CstNode, kind: NodeOf<'class'>['kind'], context: RubyContext, lower: Lower): SyntaxNode {
  const name = node.field('name');
  const superclass = node.first('superclass');
  const value = node.field('value');
  const header = superclass ?? name ?? value!;
  const body = lowerBodyWithRescue(
    node.first('body_statement'),
    header.end,
    node.children.at(-1)!.start,
    context,
    lower,
  );
  const base = superclass?.named[0];
  return build(
    'class',
    node,
    {
      kind,
      name: name && named(name, name.text),
      supers: base && /^[\w:]+$/.test(base.text) ? [base.text] : [],
      members: body.body,
      inner: body.inner,
      annotations: [],
      modifiers: kind === 'object' ? ['companion'] : [],
      exported: true,
    },
    [base ? lower(base) : null, value && build('argument', spanOf(value), argumentFields(value, lower))],
  );
}

function argumentFields(value: CstNode, lower: Lower) {
  return { name: null, value: lower(value), spread: false, trailing: false };
}
