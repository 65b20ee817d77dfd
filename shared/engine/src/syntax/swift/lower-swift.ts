import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { lowerWith } from '../cst/lowering.ts';
import type { UnitNode } from '../node.ts';
import { CHAINS } from './lower-chain.ts';
import { CLASSES } from './lower-class.ts';
import { DECLARATIONS } from './lower-declaration.ts';
import { EXPRESSIONS } from './lower-expression.ts';
import { lowerOther } from './lower-other.ts';
import { PROPERTIES } from './lower-property.ts';
import { STATEMENTS } from './lower-statement.ts';
import { SWITCHES } from './lower-switch.ts';
import { TYPES } from './lower-type.ts';
import { lowerStatements } from './statement-list.ts';

const lower = lowerWith(
  {
    ...TYPES,
    ...EXPRESSIONS,
    ...CHAINS,
    ...STATEMENTS,
    ...SWITCHES,
    ...CLASSES,
    ...PROPERTIES,
    ...DECLARATIONS,
  },
  lowerOther,
);

/** A Swift file as the tree of all languages. */
export function lowerSwift(root: CstNode): UnitNode {
  return build('unit', root, { body: lowerStatements(root.children, lower) });
}
