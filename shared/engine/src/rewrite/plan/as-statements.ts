import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** Languages that take only calls and assignments as statements. */
const STRICT: ReadonlySet<string> = new Set(['java', 'go', 'csharp']);

/** Whether expressions that must still run can stand as statements of their own. */
export function canBeStatements(file: SourceFile, effects: readonly SyntaxNode[]): boolean {
  if (!STRICT.has(file.dialect.language)) return true;
  return effects.every((effect) => effect.role === 'call' || effect.role === 'assign');
}
