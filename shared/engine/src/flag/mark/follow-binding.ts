import type { Links } from '../../rewrite/program.ts';
import type { BindingNode, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { staying, together } from './followed.ts';
import type { Followed } from './followed.ts';

/**
 * Follows every use of a declared name, in all files; if all of them are known, the declaration goes as well. A name that is
 * written again, or that code outside may use, is left alone.
 */
export function followBinding(
  links: Links,
  file: SourceFile,
  declaration: BindingNode,
  follow: (file: SourceFile, use: SyntaxNode) => Followed,
  goes: SyntaxNode = declaration,
): Followed {
  const binding = file.bindings.of(declaration) ?? (declaration.name && file.bindings.of(declaration.name));
  if (!binding) return staying('It is kept in a variable that cannot be followed.');
  if (links.open(binding)) return staying('It is kept in a variable that code outside may use.');
  const uses = links.usesOf(binding).filter(({ node }) => node.parent?.role !== 'import_item');
  if (uses.some(({ access }) => access !== 'read')) return staying('It is kept in a variable that is written again.');
  const all = together(uses.map((use) => follow(use.file, use.node)));
  return all.left === null ? { marks: [...all.marks, [goes, { kind: 'remove' }]], left: null } : all;
}
