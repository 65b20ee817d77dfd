import type { SgNode } from '@ast-grep/napi';

/** Where a grammar's tree does not hold: what could not be read, and what the parser made up because it is missing. */
export function treeErrors(root: SgNode): { readonly at: number; readonly message: string }[] {
  const broken = root.findAll({ rule: { kind: 'ERROR' } }).map((node) => fault(node, 'this cannot be read'));
  const empty = root.findAll({ rule: { regex: '^$' } }).filter(isMissing);
  return [...broken, ...empty.map((node) => fault(node, `${String(node.kind())} is missing`))].toSorted(
    (a, b) => a.at - b.at,
  );
}

/** Some named nodes may be empty (a block, a parameter list); tokens and names may not. */
function isMissing(node: SgNode): boolean {
  const kind = String(node.kind());
  return node.isLeaf() && (!node.isNamed() || /identifier|name|expression$/.test(kind)) && /\S/.test(kind);
}

function fault(node: SgNode, message: string): { at: number; message: string } {
  return { at: node.range().start.index, message };
}
