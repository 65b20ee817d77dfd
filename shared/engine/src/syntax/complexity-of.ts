import type { SyntaxNode } from './node.ts';
import { readSource } from './read-source.ts';

/**
 * McCabe’s cyclomatic complexity of a file, in any language that is read: one for what runs when it is loaded, one for each function
 * with a body, and one for each place where the way parts. Null where the file cannot be read.
 */
export function complexityOf(path: string, text: string): number | null {
  const read = readSource(path, text);
  if (!read.ok) return null;
  let complexity = 1;
  const left: SyntaxNode[] = [read.file.root];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    complexity += waysOf(node);
    left.push(...node.children);
  }
  return complexity;
}

/** How many ways a node adds by itself. */
function waysOf(node: SyntaxNode): number {
  switch (node.role) {
    case 'function':
      return node.body === null ? 0 : 1;
    case 'if':
    case 'conditional':
    case 'loop':
      return 1;
    case 'logical':
      // Of a strict one, both sides run.
      return node.strict ? 0 : 1;
    case 'arm':
      return node.is_default ? 0 : 1;
    case 'try':
      return node.handlers.length;
    default:
      return 0;
  }
}
