import type { Use } from '../program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { runsAfter } from '../work/runs-after.ts';
import { functionAround } from '../work/walk.ts';

/**
 * Whether a read of a variable happens only after its declaration has run. Compilers that check this themselves are
 * believed; where a name belongs to the whole function, the declaration must stand in a list around the read, and a read in
 * another function must not be reachable from above.
 */
export function comesAfter(file: SourceFile, binding: Binding, use: Use): boolean {
  const { declaration } = binding;
  if (binding.kind !== 'variable' || use.file !== file) return true;
  const forFunction = declaresForFunction(file, binding);
  if (!forFunction && !file.dialect.language.endsWith('script')) return true;
  const statement = declaration.parent ?? declaration;
  const home = functionAround(declaration);
  const list = statement.parent;
  if (forFunction && (!list || !STRAIGHT.has(list.role))) return false;
  if (forFunction && functionAround(use.node) !== home && !isTopOf(list!, home)) return false;
  const within = (forFunction && functionAround(use.node) === home) || list?.role === 'arm' ? list : null;
  return runsAfter(file, use.node, { home, end: statement.end, within });
}

const STRAIGHT: ReadonlySet<string> = new Set(['block', 'unit', 'arm']);

function declaresForFunction(file: SourceFile, binding: Binding): boolean {
  const { language } = file.dialect;
  if (language === 'python' || language === 'ruby' || language === 'php') return true;
  const statement = binding.declaration.parent;
  return (
    statement !== null &&
    language.endsWith('script') &&
    /^(export\s+)?var\b/.test(file.text.slice(statement.start, statement.start + 12))
  );
}

function isTopOf(list: SyntaxNode, home: SyntaxNode | null): boolean {
  return home === null ? list.role === 'unit' : list.parent === home;
}
