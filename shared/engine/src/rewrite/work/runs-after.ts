import type { FunctionNode, SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { declaredBy } from './declared-by.ts';
import { contains, functionAround } from './walk.ts';

/** From where on a name has its value. */
export interface Declared {
  /** The function that declares it; null at the top of a file. */
  readonly home: SyntaxNode | null;
  /** Where its declaration ends: an offset. */
  readonly end: number;
  /** The list that a place has to be in as well, because others can be reached without running the declaration. */
  readonly within: SyntaxNode | null;
}

/**
 * Whether a place runs only after a declaration has. What stands in another function runs when that is called: everything
 * in the file that names the function has to come after the declaration, unless the function itself is only there by then.
 * Other files are taken to call in when this one has run.
 */
export function runsAfter(file: SourceFile, place: SyntaxNode, declared: Declared): boolean {
  const asked = new Set<SyntaxNode>();
  const standsAfter = (node: SyntaxNode): boolean =>
    node.start >= declared.end && (declared.within === null || contains(declared.within, node));
  const isAfter = (node: SyntaxNode): boolean => {
    const callee = outermostFunction(node, declared.home);
    if (!callee) return standsAfter(node);
    if (asked.has(callee) || (standsAfter(callee) && !isHoisted(callee))) return true;
    asked.add(callee);
    const owner = ownerOf(file, callee);
    return owner !== null && owner.references.every((use) => isAfter(use.node));
  };
  return isAfter(place);
}

function outermostFunction(node: SyntaxNode, home: SyntaxNode | null): FunctionNode | null {
  let outermost: FunctionNode | null = null;
  for (let at = functionAround(node); at && at !== home; at = functionAround(at)) {
    if (at.role === 'function') outermost = at;
  }
  return outermost;
}

/** A statement that declares a function, which may be called above it. */
function isHoisted({ kind, name }: FunctionNode): boolean {
  return kind === 'function' && name !== null;
}

/** The name by which a function is called. Methods are called in ways that no name tells. */
function ownerOf(file: SourceFile, node: FunctionNode): Binding | null {
  if (node.parent?.role === 'binding' && node.parent.initializer === node) return declaredBy(file, node.parent);
  return node.parent?.role === 'class' || !isHoisted(node) ? null : declaredBy(file, node);
}
