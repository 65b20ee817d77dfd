import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { lowerWith } from '../cst/lowering.ts';
import type { UnitNode } from '../node.ts';
import { assignments } from './lower-assignment.ts';
import { lowerStatements } from './lower-body.ts';
import { calls } from './lower-call.ts';
import { cases } from './lower-case.ts';
import { classes } from './lower-class.ts';
import { conditions } from './lower-condition.ts';
import { expressions } from './lower-expression.ts';
import { functions } from './lower-function.ts';
import { LITERALS } from './lower-literal.ts';
import { lowerOther } from './lower-other.ts';
import { rescues } from './lower-rescue.ts';
import { readContext } from './ruby-context.ts';

/** A Ruby file as the tree of all languages, up to its `__END__`. */
export function lowerRuby(root: CstNode, text: string): UnitNode {
  const context = readContext(root, text);
  const lower = lowerWith(
    {
      ...LITERALS,
      ...expressions(context),
      ...assignments(context),
      ...calls(context),
      ...conditions(context),
      ...cases(context),
      ...rescues(context),
      ...functions(context),
      ...classes(context),
    },
    lowerOther,
  );
  return build('unit', root, { body: lowerStatements(root.named, context, lower) });
}
