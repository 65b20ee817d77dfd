import type { Use } from '../program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { declaredBy } from '../work/declared-by.ts';
import { contains, functionAround } from '../work/walk.ts';
import type { Work } from '../work/work.ts';

/**
 * Whether a read of a variable happens only after its declaration has run. Compilers that check this themselves are
 * believed; where a name belongs to the whole function, the declaration must stand in a list around the read, and a read in
 * another function must not be reachable from above.
 */
export function comesAfter(work: Work, file: SourceFile, binding: Binding, use: Use): boolean {
  const { declaration } = binding;
  if (binding.kind !== 'variable' || use.file !== file) return true;
  const forFunction = declaresForFunction(file, binding);
  if (!forFunction && !file.dialect.language.endsWith('script')) return true;
  const statement = declaration.parent ?? declaration;
  const home = functionAround(declaration);
  const list = statement.parent;
  if (forFunction && (!list || !STRAIGHT.has(list.role))) return false;
  if (functionAround(use.node) === home) {
    return use.node.start >= statement.end && (!(forFunction || list?.role === 'arm') || contains(list!, use.node));
  }
  if (forFunction && !isTopOf(list!, home)) return false;
  return !reachableFromAbove(work, file, use.node, home, statement.end);
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

/** Whether the function that holds a read may be called before the declaration has run. */
function reachableFromAbove(
  work: Work,
  file: SourceFile,
  read: SyntaxNode,
  home: SyntaxNode | null,
  declared: number,
): boolean {
  let outermost: SyntaxNode | null = null;
  for (let at: SyntaxNode | null = functionAround(read); at && at !== home; at = functionAround(at)) outermost = at;
  if (outermost?.role !== 'function') return true;
  if (outermost.start < declared && (!outermost.name || outermost.parent?.role === 'class')) return true;
  const owner = declaredBy(file, outermost);
  if (!owner) return outermost.start < declared;
  return work.program.links.usesOf(owner).some((use) => use.file === file && use.node.start < declared);
}
