import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { lowerWith } from '../cst/lowering.ts';
import type { UnitNode } from '../node.ts';
import { DECLARATIONS } from './lower-declaration.ts';
import { EXPRESSIONS } from './lower-expression.ts';
import { lowerOther } from './lower-other.ts';
import { lowerStatements, STATEMENTS } from './lower-statement.ts';
import { SWITCHES } from './lower-switch.ts';

const lower = lowerWith({ ...EXPRESSIONS, ...STATEMENTS, ...SWITCHES, ...DECLARATIONS }, lowerOther);

/** A Go file as the tree of all languages. Its package clause is `other`. */
export function lowerGo(root: CstNode): UnitNode {
  return build('unit', root, { body: lowerStatements(root, lower) });
}
