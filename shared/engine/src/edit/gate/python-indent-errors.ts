import type { SgNode } from '@ast-grep/napi';

/** Parts of a statement that stand under its first word. */
const CLAUSES = ['elif_clause', 'else_clause', 'except_clause', 'finally_clause'] as const;

/**
 * Where Python's own parser stops at an indentation. The grammar reads any: it gives a statement that stands too deep to
 * the block before, and an empty block to an `if` whose lines stand too far left.
 */
export function pythonIndentErrors(root: SgNode, text: string): { readonly at: number; readonly message: string }[] {
  const faults: { at: number; message: string }[] = [];
  const fault = (node: SgNode, message: string): void => {
    faults.push({ at: node.range().start.index, message });
  };
  const blocks = root.findAll({ rule: { kind: 'block' } });
  for (const block of [root, ...blocks]) {
    const statements = block.children().filter((each) => each.isNamed() && each.kind() !== 'comment');
    const isModule = block.kind() === 'module';
    if (statements.length === 0 && !isModule) fault(block, 'an indented block is missing');
    let known: string | null = isModule ? '' : null;
    for (const statement of statements) {
      const indent = indentOf(text, statement);
      if (indent === null) continue;
      if (indent !== (known ??= indent)) fault(statement, 'the indentation fits no block');
    }
  }
  for (const clause of root.findAll({ rule: { any: CLAUSES.map((kind) => ({ kind })) } })) {
    const [own, outer] = [indentOf(text, clause), clause.parent() && indentOf(text, clause.parent())];
    if (own !== null && outer !== null && own !== outer) fault(clause, 'the indentation fits no block');
  }
  return faults.toSorted((a, b) => a.at - b.at);
}

/** What stands before a node on its line; null when that is more than blanks, or when the line goes on from the one before. */
function indentOf(text: string, node: SgNode | null): string | null {
  const start = node?.range().start.index ?? 0;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(line, start);
  return /^[ \t\f\uFEFF]*$/.test(indent) && !/\\\r?\n$/.test(text.slice(0, line))
    ? indent.replace(/[\f\uFEFF]/g, '')
    : null;
}
