import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** What a file loads. `unknown`: something whose name is made at run time, or that can only be seen there. */
export interface Loads {
  /** Modules as they are written; for Python with each name that is taken from them as well. */
  readonly sources: readonly string[];
  readonly unknown: boolean;
}

/** Everything that a test file brings in by name. Pure. */
export function loadsOf({ root, dialect, text }: SourceFile): Loads {
  const sources = new Set<string>();
  let unknown = false;
  const isPython = dialect.language === 'python';
  const visit = (node: SyntaxNode): void => {
    if (node.role === 'import') {
      sources.add(node.source);
      if (isPython) for (const { imported } of node.items) sources.add(`${node.source}.${imported}`);
    } else if (node.role === 'other' && node.grammar === 'ModulePath') {
      sources.add(text.slice(node.start + 1, node.end - 1));
    } else if (node.role === 'other' && node.grammar === 'ImportExpression') {
      unknown = true;
    } else if (node.role === 'name' && node.name === 'require' && !isPython) {
      const source = requiredBy(node);
      if (source === null) unknown = true;
      else sources.add(source);
    }
    node.children.forEach(visit);
  };
  visit(root);
  return { sources: [...sources], unknown };
}

/** `require('x')`, and nothing else that can be done with it. */
function requiredBy(name: SyntaxNode): string | null {
  const call = name.parent;
  if (call?.role !== 'call' || call.callee !== name || call.args.length !== 1) return null;
  const value = call.args[0]?.value;
  return value?.role === 'literal' && typeof value.value === 'string' ? value.value : null;
}
