import type { FunctionNode } from '../../syntax/node.ts';
import type { Binding } from '../../syntax/source-file.ts';

/** The function that a name stands for: declared as one, or a constant that holds one and is never assigned again. */
export function functionOf(binding: Binding): FunctionNode | null {
  const { declaration } = binding;
  if (declaration.role === 'function') return declaration;
  if (declaration.role !== 'binding' || declaration.initializer?.role !== 'function') return null;
  return binding.references.every((use) => use.access === 'read') ? declaration.initializer : null;
}
