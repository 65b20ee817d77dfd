import type { SyntaxNode } from '../node.ts';
import type { Binding, Reference } from '../source-file.ts';

/** A binding while it is being found out: references are added, and anything that may reach it from outside opens it. */
export class Declared implements Binding {
  readonly name: string;
  readonly kind: Binding['kind'];
  readonly declaration: SyntaxNode;
  readonly references: Reference[] = [];
  exported: boolean;
  unsure = false;
  /** Offset from which the name holds; 0 for its whole scope. */
  readonly from: number;

  constructor(name: string, kind: Binding['kind'], declaration: SyntaxNode, exported: boolean, from: number) {
    this.name = name;
    this.kind = kind;
    this.declaration = declaration;
    this.exported = exported;
    this.from = from;
  }

  /** Something may mean it that is not among the references. */
  open(): void {
    this.exported = true;
    this.unsure = true;
  }
}
