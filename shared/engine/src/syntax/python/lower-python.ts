import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { lowerWith } from '../cst/lowering.ts';
import type { UnitNode } from '../node.ts';
import { firstAssignments } from './first-assignments.ts';
import { lowerAssignments } from './lower-assignment.ts';
import { CLASSES } from './lower-class.ts';
import { EXPRESSIONS } from './lower-expression.ts';
import { FUNCTIONS } from './lower-function.ts';
import { IMPORTS } from './lower-import.ts';
import { MATCHES } from './lower-match.ts';
import { lowerOther } from './lower-other.ts';
import { STATEMENTS } from './lower-statement.ts';
import { STRINGS } from './lower-string.ts';
import { suites } from './lower-suite.ts';

/** A Python module as the tree of all languages. Nested tuples of targets, comprehensions and so on are `other` with scopes. */
export function lowerPython(root: CstNode, text: string): UnitNode {
  const lower = lowerWith(
    {
      ...EXPRESSIONS,
      ...STRINGS,
      ...STATEMENTS,
      ...MATCHES,
      ...FUNCTIONS,
      ...CLASSES,
      ...IMPORTS,
      ...suites(text),
      ...lowerAssignments(firstAssignments(root)),
    },
    lowerOther,
  );
  return build('unit', root, { body: root.named.map(lower) });
}
