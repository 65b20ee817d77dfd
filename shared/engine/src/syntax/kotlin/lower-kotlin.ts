import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { lowerWith } from '../cst/lowering.ts';
import type { UnitNode } from '../node.ts';
import { CALLS } from './lower-call.ts';
import { CLASSES } from './lower-class.ts';
import { DECLARATIONS } from './lower-declaration.ts';
import { EXPRESSIONS } from './lower-expression.ts';
import { lowerOther } from './lower-other.ts';
import { STATEMENTS } from './lower-statement.ts';
import { TYPES } from './lower-type.ts';
import { lowerStatement } from './statement-position.ts';

const lower = lowerWith({ ...TYPES, ...EXPRESSIONS, ...CALLS, ...STATEMENTS, ...CLASSES, ...DECLARATIONS }, lowerOther);

/** A Kotlin file as the tree of all languages. Its package header is `other`. */
export function lowerKotlin(root: CstNode): UnitNode {
  return build('unit', root, { body: root.named.map((node) => lowerStatement(node, lower)) });
}
