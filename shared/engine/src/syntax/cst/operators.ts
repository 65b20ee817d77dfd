import type { SyntaxNode } from '../node.ts';
import type { Tightness, ChainRules, Operator } from './associate.ts';
import { build, other } from './build-node.ts';

export type InfixRole =
  | 'and'
  | 'or'
  | 'strict_and'
  | 'strict_or'
  | 'coalesce'
  | 'eq'
  | 'ne'
  | 'compare'
  | 'assign'
  | 'conditional'
  | 'cast'
  | 'other';

export interface InfixOperator extends Tightness {
  readonly role: InfixRole;
}

/** `wrap` passes its operand on (`await`, `try`, casts); `write` is `++` and `--`; `waits` is for `await`. */
export interface PrefixOperator {
  readonly precedence: number;
  readonly role: 'not' | 'wrap' | 'write' | 'other';
  readonly waits?: boolean;
}

/**
 * A language's operators by their text: precedences are the language's own, 0 loosest to 100 tightest, the same numbers that
 * its dialect answers. The text of `a ? b : c` is `?`, with b `between`; casts may be prefixes of any text, such as `(cast)`.
 */
export interface OperatorTable {
  readonly infix: Readonly<Record<string, InfixOperator>>;
  readonly prefix: Readonly<Record<string, PrefixOperator>>;
  /** For operators that are not in the table: user-defined ones. */
  readonly unknownInfix?: InfixOperator;
  readonly unknownPrefix?: PrefixOperator;
}

/** `infix` for a language that names a level once: `level(4, 'and', '&&')`. */
export function level(
  precedence: number,
  role: InfixRole,
  operators: string,
  associativity: 'left' | 'right' = 'left',
): Readonly<Record<string, InfixOperator>> {
  return Object.fromEntries(operators.split(' ').map((text) => [text, { precedence, associativity, role }]));
}

/** How `associate` builds nodes of the common tree by this table. Pass `postfix` where chains hold postfix operators. */
export function chainRules(
  table: OperatorTable,
  postfix?: (operand: SyntaxNode, operator: Operator<SyntaxNode>) => SyntaxNode,
): ChainRules<SyntaxNode> {
  const infix = (text: string) => {
    const found = table.infix[text] ?? table.unknownInfix;
    if (!found) throw new TypeError(`The operator ${text} has no precedence.`);
    return found;
  };
  const prefix = (text: string) => {
    const found = table.prefix[text] ?? table.unknownPrefix;
    if (!found) throw new TypeError(`The prefix ${text} has no precedence.`);
    return found;
  };
  return {
    infix,
    prefix: (text) => prefix(text).precedence,
    buildInfix: (left, operator, right) => buildInfix(infix(operator.text).role, left, operator, right),
    buildPrefix: (operator, operand) => buildPrefix(prefix(operator.text), operator, operand),
    ...(postfix && { buildPostfix: postfix }),
  };
}

function buildInfix(role: InfixRole, left: SyntaxNode, operator: Operator<SyntaxNode>, right: SyntaxNode): SyntaxNode {
  const span = { start: left.start, end: right.end };
  switch (role) {
    case 'and':
    case 'or':
    case 'coalesce':
      return build('logical', span, { operator: role, strict: false, left, right });
    case 'strict_and':
      return build('logical', span, { operator: 'and', strict: true, left, right });
    case 'strict_or':
      return build('logical', span, { operator: 'or', strict: true, left, right });
    case 'eq':
    case 'ne':
      return build('compare', span, { operator: role, left, right });
    case 'compare':
      return build('compare', span, { operator: 'other', left, right });
    case 'assign':
      return build('assign', span, { operator: operator.text, target: left, value: right });
    case 'conditional':
      return build('conditional', span, { test: left, then: operator.between!, otherwise: right });
    case 'cast':
      return build('wrap', span, { operand: left, waits: false }, [right]);
    case 'other':
      return buildArithmetic(left, operator, right);
  }
}

/**
 * `a + b + c` is one node: long concatenations would be a deep tree for nothing. A left operand of the same kind was built a
 * moment ago and is nobody else's, so it takes the next operand in.
 */
function buildArithmetic(left: SyntaxNode, operator: Operator<SyntaxNode>, right: SyntaxNode): SyntaxNode {
  const grammar = `infix ${operator.text}`;
  if (left.role === 'other' && left.grammar === grammar) {
    const growing = left as { end: number; children: readonly SyntaxNode[] };
    (growing.children as SyntaxNode[]).push(right);
    growing.end = right.end;
    return left;
  }
  return other({ start: left.start, end: right.end }, grammar, [left, right], 'none');
}

function buildPrefix(prefix: PrefixOperator, operator: Operator<SyntaxNode>, operand: SyntaxNode): SyntaxNode {
  const span = { start: operator.start, end: operand.end };
  const extra = [operator.between ?? null];
  switch (prefix.role) {
    case 'not':
      return build('not', span, { operand });
    case 'wrap':
      return build('wrap', span, { operand, waits: prefix.waits ?? false }, extra);
    case 'write':
      return other(span, `prefix ${operator.text}`, [operand], 'some');
    case 'other':
      return other(span, `prefix ${operator.text}`, [...extra, operand], 'none');
  }
}

/** What the dialect answers for a node that such a table built; null for nodes it did not build. */
export function operatorPrecedence(table: OperatorTable, node: SyntaxNode): number | null {
  const byRole = (wanted: InfixRole) =>
    Object.values(table.infix).find((operator) => operator.role === wanted)?.precedence ?? null;
  switch (node.role) {
    case 'logical':
      return byRole(node.strict ? (node.operator === 'and' ? 'strict_and' : 'strict_or') : node.operator);
    case 'compare':
      return byRole(node.operator === 'ne' ? 'eq' : node.operator === 'other' ? 'compare' : 'eq');
    case 'assign':
      return byRole('assign');
    case 'conditional':
      return byRole('conditional');
    case 'not':
      return Object.values(table.prefix).find((operator) => operator.role === 'not')?.precedence ?? null;
    case 'other':
      return byGrammar(table, node.grammar);
    default:
      return null;
  }
}

function byGrammar(table: OperatorTable, grammar: string): number | null {
  if (grammar.startsWith('infix ')) {
    return (table.infix[grammar.slice('infix '.length)] ?? table.unknownInfix)?.precedence ?? null;
  }
  if (grammar.startsWith('prefix ')) {
    return (table.prefix[grammar.slice('prefix '.length)] ?? table.unknownPrefix)?.precedence ?? null;
  }
  return null;
}
