import type { SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import type { Removal } from '../work/work.ts';

/** A name that lost a use, and the seed that took it. */
export interface Candidate {
  readonly binding: Binding;
  readonly file: SourceFile;
  readonly seed: string;
}

export type Removals = readonly (readonly [SyntaxNode, Removal])[];
