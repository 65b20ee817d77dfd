import { moduleShape } from '../../syntax/link/javascript/module-shape.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { functionAround } from '../work/walk.ts';

/**
 * Whether code that cannot be seen may read a name and do no more. Modules of JavaScript hand out values and never let
 * others assign: what a constant or function of theirs gives holds inside, even when a published package exports it.
 * Its declaration still has to stay.
 */
export function onlyReadAbroad(file: SourceFile, binding: Binding): boolean {
  const { language } = file.dialect;
  if (language !== 'javascript' && language !== 'typescript') return false;
  if (binding.unsure || moduleShape(file).isScript) return false;
  const { declaration } = binding;
  const isFixed =
    declaration.role === 'function'
      ? declaration.kind === 'function'
      : declaration.role === 'binding' &&
        declaration.parent?.role === 'declaration' &&
        declaration.parent.constant &&
        !declaration.parent.field;
  return isFixed && functionAround(declaration) === null && binding.references.every((use) => use.access === 'read');
}
