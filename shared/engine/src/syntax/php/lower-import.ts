import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { LoweringTable } from '../cst/lowering.ts';
import type { NodeOf } from '../node.ts';

/** `use A\B as C;` is an import that can go; several in one statement stay together. */
export const IMPORTS: LoweringTable = {
  namespace_use_declaration: (node) => {
    const clauses = node.all('namespace_use_clause');
    const [only, ...more] = clauses;
    if (only && more.length === 0) return clause(only, node, '', true);
    const group = node.first('namespace_use_group');
    const prefix = group ? `${node.first('namespace_name')?.text ?? ''}\\` : '';
    const inside = (group?.all('namespace_use_clause') ?? clauses).map((each) => clause(each, each, prefix, false));
    return other(node, node.kind, inside, 'some');
  },
};

function clause(node: CstNode, span: CstNode, prefix: string, removable: boolean): NodeOf<'import'> {
  const alias = node.field('alias');
  const path = node.first('qualified_name', 'name', 'namespace_name')!;
  const full = `${prefix}${path.text}`.replace(/^\\/, '');
  const cut = full.lastIndexOf('\\');
  const imported = full.slice(cut + 1);
  const local = alias ?? path.named.at(-1) ?? path;
  const item = build('import_item', spanOf(path, alias ?? path), {
    imported,
    local: named(local, local.text),
    local_name: local.text,
  });
  return build('import', span, { source: full.slice(0, Math.max(cut, 0)), items: [item], opaque: false, removable });
}
