import type { SyntaxNode } from '../../node.ts';
import type { Binding, Reference } from '../../source-file.ts';

/** A binding while it is being found out. */
export interface JsBinding extends Binding {
  readonly references: Reference[];
  exported: boolean;
  unsure?: boolean;
}

/** More may mean it than the file shows by name. */
export function makeUnsure(binding: JsBinding): void {
  binding.exported = true;
  binding.unsure = true;
}

export function jsBinding(name: string, kind: Binding['kind'], declaration: SyntaxNode, exported: boolean): JsBinding {
  return { name, kind, declaration, references: [], exported };
}
