import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { functionAround, walk } from '../work/walk.ts';
import type { Work } from '../work/work.ts';

/**
 * Whether parity leaves a variable or field as it is, because the tool that it follows does not look at it: in Swift at
 * variables outside of functions with a name, at fields that are not `private`, and at those that are called like a parameter.
 */
export function isLeftInParity(work: Work, file: SourceFile, { name, kind, declaration }: Binding): boolean {
  if (work.program.mode === 'safe' || file.dialect.language !== 'swift') return false;
  if (kind === 'variable') return !isInNamedFunction(declaration);
  if (declaration.parent?.role !== 'declaration' || kind !== 'field') return false;
  const owner = declaration.parent.parent;
  return !declaration.parent.modifiers.includes('private') || (owner?.role === 'class' && hasParam(owner, name));
}

function isInNamedFunction(node: SyntaxNode): boolean {
  for (let at = functionAround(node); at; at = functionAround(at)) {
    if (at.role === 'function' && (at.kind === 'constructor' || at.name !== null)) return at.kind !== 'getter';
  }
  return false;
}

function hasParam(owner: SyntaxNode, name: string): boolean {
  let found = false;
  walk(owner, (node) => {
    if (node.role === 'param' && node.name?.name === name) found = true;
    return !found;
  });
  return found;
}
