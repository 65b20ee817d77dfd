import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { lowerWith } from '../cst/lowering.ts';
import type { UnitNode } from '../node.ts';
import { lowerAttributed } from './lower-attributes.ts';
import { EXPRESSIONS } from './lower-expression.ts';
import { FLOW } from './lower-flow.ts';
import { FUNCTIONS } from './lower-function.ts';
import { ITEMS } from './lower-item.ts';
import { MACROS } from './lower-macro.ts';
import { lowerOther } from './lower-other.ts';
import { lowerUse } from './lower-use.ts';

const lower = lowerWith(
  { ...EXPRESSIONS, ...FLOW, ...FUNCTIONS, ...ITEMS, ...MACROS, use_declaration: lowerUse },
  lowerOther,
);

/** A Rust file as the tree of all languages. A `mod` is a scope and no class: its items see each other. */
export function lowerRust(root: CstNode): UnitNode {
  return build('unit', root, { body: lowerAttributed(root.named, lower) });
}
