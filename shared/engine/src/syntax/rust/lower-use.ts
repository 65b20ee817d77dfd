import { build, named, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lowering } from '../cst/lowering.ts';
import type { ImportItemNode } from '../node.ts';

/** `use a::{b, c as d}` imports b and c from a. A `pub use` gives away what it imports, so it is opaque. */
export const lowerUse: Lowering = (node) => {
  const argument = node.field('argument')!;
  const isList = argument.kind === 'scoped_use_list' || argument.kind === 'use_list';
  const source = isList ? (argument.field('path')?.text ?? '') : parentOf(pathOf(argument));
  const items = itemsOf(argument, isList ? -1 : 0);
  return build('import', node, {
    source,
    items,
    opaque: node.has('visibility_modifier') || node.below('use_wildcard').length > 0,
    removable: true,
  });
};

function pathOf(node: CstNode): string {
  return node.kind === 'use_as_clause' ? node.field('path')!.text : node.text.replace(/::\*$/, '::_');
}

function parentOf(path: string): string {
  const cut = path.lastIndexOf('::');
  return cut < 0 ? '' : path.slice(0, cut);
}

/** Nested lists keep the inner path in the imported name: `a::{b::c}` imports `b::c` from a. */
function itemsOf(node: CstNode, depth: number, prefix = ''): readonly ImportItemNode[] {
  switch (node.kind) {
    case 'scoped_use_list': {
      const path = depth < 0 ? '' : `${prefix}${node.field('path')?.text ?? ''}::`;
      return node.field('list')!.named.flatMap((each) => itemsOf(each, 1, path));
    }
    case 'use_list':
      return node.named.flatMap((each) => itemsOf(each, 1, prefix));
    case 'use_wildcard':
      return [];
    case 'use_as_clause': {
      const [path, alias] = [node.field('path')!, node.field('alias')!];
      return [make(node, prefix + (depth === 0 ? path.text.split('::').at(-1)! : path.text), alias)];
    }
    default: {
      const local = node.field('name') ?? node;
      return [make(node, prefix + (depth === 0 ? local.text : node.text), local)];
    }
  }
}

function make(node: CstNode, imported: string, local: CstNode): ImportItemNode {
  const isSelf = local.kind === 'self';
  return build('import_item', spanOf(node), {
    imported,
    local: isSelf ? null : named(local, local.text),
    local_name: isSelf ? 'self' : local.text,
  });
}
