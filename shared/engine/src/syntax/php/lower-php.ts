import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { lowerWith } from '../cst/lowering.ts';
import { Unreadable } from '../cst/unreadable.ts';
import type { UnitNode } from '../node.ts';
import { firstAssignments } from './first-assignments.ts';
import { lowerAssignments } from './lower-assignment.ts';
import { CALLS } from './lower-call.ts';
import { CLASSES } from './lower-class.ts';
import { EXPRESSIONS } from './lower-expression.ts';
import { FUNCTIONS } from './lower-function.ts';
import { IMPORTS } from './lower-import.ts';
import { lowerOther } from './lower-other.ts';
import { STATEMENTS } from './lower-statement.ts';
import { SWITCHES } from './lower-switch.ts';

/** A PHP file as the tree of all languages. Files that mix PHP with HTML are refused: their text is output. */
export function lowerPhp(root: CstNode): UnitNode {
  const html = root.below('text', 'text_interpolation').find((node) => node.text.trim() !== '');
  if (html && !isOnlyEnd(html)) throw new Unreadable('HTML between PHP', html.start);
  const lower = lowerWith(
    {
      ...EXPRESSIONS,
      ...CALLS,
      ...STATEMENTS,
      ...SWITCHES,
      ...FUNCTIONS,
      ...CLASSES,
      ...IMPORTS,
      ...lowerAssignments(firstAssignments(root)),
    },
    lowerOther,
  );
  const body = root.named.filter((node) => !OUTSIDE.has(node.kind)).map(lower);
  return build('unit', root, { body });
}

const OUTSIDE = new Set(['php_tag', 'text', 'text_interpolation', 'php_end_tag']);

function isOnlyEnd(node: CstNode): boolean {
  return /^\?>\s*$/.test(node.text);
}
