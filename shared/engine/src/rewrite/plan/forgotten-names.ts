import type { BindingNode, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { declaredBy } from '../work/declared-by.ts';
import { contains, walk } from '../work/walk.ts';
import type { Work } from '../work/work.ts';
import { isDropped } from './drop.ts';
import type { Planner } from './planner.ts';

/**
 * Names that a statement declares for the function around it although it may never run (`var` in JavaScript, a first
 * assignment in Ruby), that live on elsewhere, and that nothing else would declare once the statement is gone.
 */
export function forgottenNames({ work, file }: Planner, going: SyntaxNode, staying: readonly SyntaxNode[]): string[] {
  const { language } = file.dialect;
  if (language !== 'javascript' && language !== 'typescript' && language !== 'ruby') return [];
  const names = new Set<string>();
  walk(going, (node) => {
    if (staying.includes(node) || node.role === 'function' || node.role === 'class') return node === going;
    if (node.role !== 'declaration' || node.constant || !declaresForFunction(file, node)) return true;
    walk(node, (inner) => {
      if (inner.role === 'binding' && inner.name && livesOn(work, file, inner, going, staying))
        names.add(inner.name.name);
      return inner.role !== 'function';
    });
    return true;
  });
  return [...names];
}

function declaresForFunction(file: SourceFile, declaration: SyntaxNode): boolean {
  return (
    file.dialect.language === 'ruby' ||
    /^(export\s+)?var\b/.test(file.text.slice(declaration.start, declaration.start + 12))
  );
}

function livesOn(
  work: Work,
  file: SourceFile,
  declared: BindingNode,
  going: SyntaxNode,
  staying: readonly SyntaxNode[],
): boolean {
  const binding = declaredBy(file, declared);
  if (!binding) return false;
  // Another declaration of the name counts only while it stands: two may go one after the other.
  const lives = (node: SyntaxNode): boolean =>
    !isDropped(work, node) && (!contains(going, node) || staying.some((kept) => contains(kept, node)));
  const outside = binding.references.filter((use) => lives(use.node));
  if (outside.length === 0) return false;
  const declaredElsewhere =
    lives(binding.declaration) ||
    outside.some(
      ({ node }) => (node.parent?.role === 'binding' || node.parent?.role === 'param') && node.parent.name === node,
    );
  if (declaredElsewhere) return false;
  return (
    file.dialect.language !== 'ruby' || !outside.some((use) => use.access === 'write' && use.node.start < going.start)
  );
}
