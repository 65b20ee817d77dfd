import type { Binding, Reference, SourceFile } from '../syntax/source-file.ts';
import type { SyntaxNode } from '../syntax/node.ts';

/** A value known before the program runs. Variations of a flag may be strings, numbers or null. */
export type Constant = boolean | string | number | null;

/**
 * What is known about a node from outside the program: `value` for an expression that from now on always gives it (its own
 * effects are the flag library's and may go), `remove` for a statement, declaration, enum member, argument, annotation,
 * entry, list item or element that goes with the flag, `replace` for an expression that becomes what one or several of its
 * descendants say: an element its `content`, `withFlag("x")(Page)` its `Page`. `by` holds nodes below the marked one, in
 * source order; more than one only for elements, and none for an element that goes. `seed` names the occurrence in the report.
 */
export type Mark =
  | { readonly kind: 'value'; readonly value: Constant; readonly seed: string }
  | { readonly kind: 'remove'; readonly seed: string }
  | { readonly kind: 'replace'; readonly by: readonly SyntaxNode[]; readonly seed: string };

/** A use of a binding in any file of the program. */
export interface Use extends Reference {
  readonly file: SourceFile;
}

/** Who uses what across files, as far as that can be known. */
export interface Links {
  /** All uses in the program, in the declaring file and elsewhere (imports, re-exports and `Class.member` included). */
  usesOf(binding: Binding): readonly Use[];
  /** What a use means, through imports and `Class.member`, in whichever file it is declared; null when unknown. */
  targetOf(file: SourceFile, node: SyntaxNode): { readonly file: SourceFile; readonly binding: Binding } | null;
  /**
   * Code outside the program, or code that cannot be followed (reflection, dynamic imports, a published entry point, two
   * declarations of one name), may use the binding: nothing about its shape may change.
   */
  open(binding: Binding): boolean;
  /** Who loads a file as a whole, by its path; null where somebody does who is not in the program. */
  loadersOf(file: SourceFile): Loaders | null;
}

/** Code that would fail if a file were not there any more, whatever the file holds. Imports with names are no loaders. */
export interface Loaders {
  /** Statements that can go with the file: `export * from './a'`, `import './a'`. */
  readonly statements: readonly SyntaxNode[];
  /** What has to be gone before the file may go. */
  readonly others: readonly SyntaxNode[];
}

/** Every file that could be read and may be reached by the flag, with what is known. */
export interface Program {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly links: Links;
  readonly marks: ReadonlyMap<SyntaxNode, Mark>;
  readonly mode: 'safe' | 'parity';
}
