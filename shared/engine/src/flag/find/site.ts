import type { FlagCall } from '@iama/contracts/flag/api';
import type { FlagOccurrence } from '@iama/contracts/flag/report';
import type { Mark } from '../../rewrite/program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { ResolvedKey } from '../keys/resolved-key.ts';

/** A mark before it knows which occurrence it belongs to. */
export type PlainMark = Mark extends infer Each ? (Each extends Mark ? Omit<Each, 'seed'> : never) : never;

/**
 * One place of the code that names the flag, and what follows from it: marks, or a reason why it stays. A site may have both:
 * some uses of a value can be followed and others not.
 */
export interface Site {
  readonly file: SourceFile;
  readonly node: SyntaxNode;
  readonly kind: FlagOccurrence['kind'];
  readonly api: FlagOccurrence['api'];
  readonly key: ResolvedKey;
  readonly marks: readonly (readonly [SyntaxNode, PlainMark])[];
  readonly left: string | null;
  /** Of a call with a key made at run time: how it is asked, for whoever passes the key on. */
  readonly asked?: FlagCall;
  /** Only its name speaks for it: another library may be meant. */
  readonly unproven?: true;
}
