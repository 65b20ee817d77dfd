import type { FlagCall, FlagGiven } from '@iama/contracts/flag/api';
import type { FlagValue } from '@iama/contracts/flag/request';
import type { Links } from '../../rewrite/program.ts';
import type { BindingNode, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { walk } from '../../rewrite/work/walk.ts';
import { followBinding } from './follow-binding.ts';
import { marked, staying, together } from './followed.ts';
import type { Followed } from './followed.ts';
import { followValue } from './follow-value.ts';

/**
 * `on, err := client.BoolVariation(…)`: each name is what its place says, and the declaration goes when all of them are
 * known. Null where the call stands alone, as in languages that have one value per call.
 */
export function followTuple(
  links: Links,
  file: SourceFile,
  node: SyntaxNode,
  value: FlagValue,
  given: FlagGiven,
  tuple: NonNullable<FlagCall['tuple']>,
): Followed | null {
  const declaration = node.parent;
  if (declaration?.role === 'assign' && declaration.target.role !== 'name') {
    return declaration.target.children.length > 1
      ? staying('It is assigned to variables that were declared before.')
      : null;
  }
  if (declaration?.role !== 'binding' || declaration.initializer !== node || declaration.name !== null) return null;
  const statement = declaration.parent;
  if (statement?.parent?.role === 'if' && statement.parent.init === statement) {
    return staying('It is declared inside of a condition, and several names with it.');
  }
  const names = namesIn(declaration, node);
  if (names.length > tuple.length) return staying('It gives more than is known of it.');
  const followed = names.map((name, place) => {
    // What is thrown away with `_` is declared by no name.
    if (name.role !== 'binding' || name.name === null || name.name.name === '_') return { marks: [], left: null };
    return followBinding(
      links,
      file,
      name,
      (within, use) => {
        const kind = tuple[place];
        if (kind === 'value') return followValue(links, within, use, value, given);
        return marked(use, { kind: 'value', value: kind === 'error' ? null : true });
      },
      declaration,
    );
  });
  const all = together(followed);
  return all.left === null ? all : staying(all.left);
}

/** The declared names in order; `_` has no binding. */
function namesIn(declaration: BindingNode, initializer: SyntaxNode): readonly SyntaxNode[] {
  const names: SyntaxNode[] = [];
  for (const child of declaration.children) {
    if (child === initializer || child === declaration.initializer) continue;
    walk(child, (node) => {
      const isLeaf = node.role === 'binding' || node.children.length === 0;
      if (isLeaf) names.push(node);
      return !isLeaf;
    });
  }
  return names;
}
