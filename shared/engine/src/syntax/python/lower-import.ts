import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lowering, LoweringTable } from '../cst/lowering.ts';
import type { ImportItemNode, NodeOf, SyntaxNode } from '../node.ts';

const whole: Lowering = (node) => {
  const modules = node.fields('name');
  if (modules.length === 1) return wholeModule(modules[0]!, node, true);
  return other(
    node,
    node.kind,
    modules.map((each) => wholeModule(each, each, false)),
    'some',
  );
};

export const IMPORTS: LoweringTable = {
  import_statement: whole,
  import_from_statement: fromModule,
  future_import_statement: (node) =>
    build('import', node, { source: '__future__', items: [], opaque: true, removable: false }),
};

/** `import a.b` binds `a`; with `as` it binds the module itself. */
function wholeModule(each: CstNode, span: CstNode, removable: boolean): NodeOf<'import'> {
  const module = each.kind === 'aliased_import' ? each.field('name')! : each;
  const local = each.kind === 'aliased_import' ? each.field('alias')! : module.named[0]!;
  return build('import', span, {
    source: module.text,
    items: [item(each, '*', local)],
    opaque: false,
    removable,
  });
}

function fromModule(node: CstNode): SyntaxNode {
  const names = node.fields('name');
  return build('import', node, {
    source: node.field('module_name')!.text,
    items: names.map((each) => {
      if (each.kind === 'aliased_import') return item(each, each.field('name')!.text, each.field('alias')!);
      return item(each, each.text, each.named[0] ?? each);
    }),
    opaque: node.has('wildcard_import'),
    removable: true,
  });
}

function item(each: CstNode, imported: string, local: CstNode): ImportItemNode {
  return build('import_item', spanOf(each), { imported, local: named(local, local.text), local_name: local.text });
}
