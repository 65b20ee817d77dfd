import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { lowerWith } from '../cst/lowering.ts';
import type { UnitNode } from '../node.ts';
import { CALLS } from './lower-call.ts';
import { DECLARATIONS } from './lower-declaration.ts';
import { EXPRESSIONS } from './lower-expression.ts';
import { lowerOther } from './lower-other.ts';
import { STATEMENTS } from './lower-statement.ts';
import { SWITCHES } from './lower-switch.ts';

const lower = lowerWith({ ...EXPRESSIONS, ...CALLS, ...STATEMENTS, ...SWITCHES, ...DECLARATIONS }, lowerOther);

/** A Java file as the tree of all languages. Its package declaration is `other`. */
export function lowerJava(root: CstNode): UnitNode {
  return build('unit', root, { body: root.named.map(lower) });
}
