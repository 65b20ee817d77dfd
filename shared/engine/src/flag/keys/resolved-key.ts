import type { SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';

/** Where a constant that stands for a key is declared: a variable, a field, an enum member, an entry of an object. */
export interface KeyConstant {
  readonly file: SourceFile;
  readonly node: SyntaxNode;
  readonly binding: Binding | null;
}

/**
 * What an argument says about a key. `text`: exactly this, perhaps through constants. `named`: a name whose declaration says
 * no text. `made`: put together at run time, see `couldGiveKey`. `none`: it cannot be a key.
 */
export type ResolvedKey =
  | { readonly kind: 'text'; readonly text: string; readonly constants: readonly KeyConstant[] }
  | { readonly kind: 'named'; readonly name: string; readonly constants: readonly KeyConstant[] }
  | { readonly kind: 'made'; readonly parts: readonly (string | null)[] }
  | { readonly kind: 'none' };
