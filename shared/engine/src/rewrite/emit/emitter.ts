import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { Plan } from '../plan/plan.ts';
import type { Work } from '../work/work.ts';
import type { Sheet } from './sheet.ts';

/** The parts of emission that call each other. */
export interface Emitter {
  readonly work: Work;
  readonly file: SourceFile;
  readonly text: string;
  readonly sheet: Sheet;
  /** The edits of a node that stays where it is, or becomes something else in its place. */
  emit(node: SyntaxNode): void;
  /** What a node's text will be, for text that has to move. */
  render(node: SyntaxNode): string;
  planOf(node: SyntaxNode): Plan | undefined;
  /** The name under which a plan's edits are known. */
  idOf(node: SyntaxNode, seed: string): string;
  /** The edits of statements that stay in one list: a block's body, a file. */
  list(statements: readonly SyntaxNode[], inner: { readonly start: number; readonly end: number }): void;
}
