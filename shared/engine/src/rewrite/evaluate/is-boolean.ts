import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** Whether an expression can only be true or false, so that `x && true` is `x` and nothing else. */
export function isBoolean(file: SourceFile, node: SyntaxNode): boolean {
  if (file.dialect.static_booleans) return true;
  switch (node.role) {
    case 'literal':
      return typeof node.value === 'boolean';
    case 'not':
      return true;
    case 'compare':
      return !OVERLOADED_COMPARE.has(file.dialect.language) || node.operator === 'eq';
    case 'group':
      return isBoolean(file, node.inner);
    case 'logical':
      return node.operator !== 'coalesce' && isBoolean(file, node.left) && isBoolean(file, node.right);
    case 'conditional':
      return isBoolean(file, node.then) && isBoolean(file, node.otherwise);
    case 'call':
      return node.callee.role === 'name' && TRUTH_CALLS.has(node.callee.name) && file.bindings.of(node.callee) === null;
    default:
      return false;
  }
}

/** Ruby and Python let classes answer comparisons with anything. */
const OVERLOADED_COMPARE: ReadonlySet<string> = new Set(['ruby']);

/** Functions of the language that say on which side of a condition their argument falls. */
export const TRUTH_CALLS: ReadonlySet<string> = new Set(['Boolean', 'bool']);
