import type { Loaders, Use } from '../../rewrite/program.ts';
import type { SyntaxNode } from '../node.ts';
import type { Binding, SourceFile } from '../source-file.ts';

export interface Target {
  readonly file: SourceFile;
  readonly binding: Binding;
}

/** `Links` for the files of one family of languages; `file` is always where the binding is declared. */
export interface LanguageLinks {
  /** Uses in the declaring file and in all others. */
  usesOf(file: SourceFile, binding: Binding): readonly Use[];
  targetOf(file: SourceFile, node: SyntaxNode): Target | null;
  open(file: SourceFile, binding: Binding): boolean;
  loadersOf(file: SourceFile): Loaders | null;
}
