import type { Span } from '../node.ts';

/** How tightly an operator binds: the higher number first. `none` is read as `left`. */
export interface Tightness {
  readonly precedence: number;
  readonly associativity: 'left' | 'right';
}

/** An operator where it stands. `between` carries what it encloses: the middle of `a ? b : c`, the `.b` of a postfix. */
export interface Operator<T> extends Span {
  readonly text: string;
  readonly between?: T;
}

/** One element of a flattened chain: `!`, `a`, `.b`, `&&`, `c` is prefix, operand, postfix, infix, operand. */
export type ChainPart<T> =
  | { readonly part: 'operand'; readonly operand: T }
  | { readonly part: 'prefix' | 'infix' | 'postfix'; readonly operator: Operator<T> };

export interface ChainRules<T> {
  prefix(operator: string): number;
  infix(operator: string): Tightness;
  buildPrefix(operator: Operator<T>, operand: T): T;
  buildInfix(left: T, operator: Operator<T>, right: T): T;
  /** Postfix operators bind before all others. Left out by languages whose chains hold none. */
  buildPostfix?(operand: T, operator: Operator<T>): T;
}

/**
 * The expression that a chain of operands and operators means, by the language's own table. Grammars get precedence wrong,
 * so a reader flattens what the grammar nested and builds it again here. The parts must be a well-formed chain.
 */
export function associate<T>(parts: readonly ChainPart<T>[], rules: ChainRules<T>): T {
  let at = 0;
  const infixAt = (minimum: number): Operator<T> | null => {
    const next = parts[at];
    return next?.part === 'infix' && rules.infix(next.operator.text).precedence >= minimum ? next.operator : null;
  };
  const operand = (): T => {
    const next = parts[at++];
    if (next === undefined) throw new TypeError('A chain of operators ends without an operand.');
    if (next.part === 'prefix') {
      return rules.buildPrefix(next.operator, expression(rules.prefix(next.operator.text)));
    }
    if (next.part !== 'operand') throw new TypeError(`The operator ${next.operator.text} has no left operand.`);
    let built = next.operand;
    for (let postfix = parts[at]; postfix?.part === 'postfix'; postfix = parts[at]) {
      if (!rules.buildPostfix) throw new TypeError('These rules know no postfix operators.');
      built = rules.buildPostfix(built, postfix.operator);
      at += 1;
    }
    return built;
  };
  const expression = (minimum: number): T => {
    let left = operand();
    for (let operator = infixAt(minimum); operator; operator = infixAt(minimum)) {
      const { precedence, associativity } = rules.infix(operator.text);
      at += 1;
      left = rules.buildInfix(left, operator, expression(associativity === 'left' ? precedence + 1 : precedence));
    }
    return left;
  };
  const whole = expression(-Infinity);
  if (at < parts.length) throw new TypeError('A chain of operators has two operands side by side.');
  return whole;
}
