import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { lowerWith } from '../cst/lowering.ts';
import type { UnitNode } from '../node.ts';
import { CALLS } from './lower-call.ts';
import { CLASSES } from './lower-class.ts';
import { DECLARATIONS } from './lower-declaration.ts';
import { EXPRESSIONS } from './lower-expression.ts';
import { lowerOther } from './lower-other.ts';
import { PATTERNS } from './lower-pattern.ts';
import { PREPROCESSOR } from './lower-preprocessor.ts';
import { PROPERTIES } from './lower-property.ts';
import { STATEMENTS } from './lower-statement.ts';
import { SWITCHES } from './lower-switch.ts';

const lower = lowerWith(
  {
    ...EXPRESSIONS,
    ...CALLS,
    ...PATTERNS,
    ...STATEMENTS,
    ...SWITCHES,
    ...CLASSES,
    ...PROPERTIES,
    ...DECLARATIONS,
    ...PREPROCESSOR,
  },
  lowerOther,
);

/** A C# file as the tree of all languages. Namespaces are `other` and hold what they hold. */
export function lowerCsharp(root: CstNode): UnitNode {
  return build('unit', root, { body: root.named.map(lower) });
}
