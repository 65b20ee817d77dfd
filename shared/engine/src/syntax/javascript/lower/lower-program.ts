import { childNodes } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { build, other } from '../../cst/build-node.ts';
import type { Span, UnitNode } from '../../node.ts';
import type { Parens } from '../strip-parens.ts';
import { classLowerings } from './classes.ts';
import { LowerContext } from './context.ts';
import type { Lowering, LoweringTable } from './context.ts';
import { expressionLowerings } from './expressions.ts';
import { markupLowerings } from './markup.ts';
import { moduleLowerings } from './modules.ts';
import { statementLowerings } from './statements.ts';

const TABLE: LoweringTable = {
  ...expressionLowerings,
  ...statementLowerings,
  ...classLowerings,
  ...moduleLowerings,
  ...markupLowerings,
};

/** Kinds that no table knows: types need no more than their names, anything else is taken for an effect. */
const FALLBACK: Lowering = (node, context) =>
  node.type.startsWith('TS')
    ? context.types(node)[0]!
    : other(
        node,
        node.type,
        childNodes(node).map((each) => context.lower(each)),
        'some',
      );

export interface LoweredProgram {
  readonly root: UnitNode;
  readonly context: LowerContext;
}

/** The common tree of a parsed program. Throws `Unreadable` where nesting is too deep. */
export function lowerProgram(
  program: JsNode,
  given: {
    readonly text: string;
    readonly comments: readonly Span[];
    readonly parens: Parens;
    readonly isUse: (identifier: JsNode) => boolean;
    readonly exported: ReadonlySet<JsNode>;
  },
): LoweredProgram {
  const context = new LowerContext({ ...given, table: TABLE, fallback: FALLBACK });
  const body = context.lowerList(program, 'body');
  const span = { start: body[0]?.start ?? 0, end: body.at(-1)?.end ?? 0 };
  const root = build('unit', span, { body });
  context.scopes.set(program, root);
  return { root, context };
}
