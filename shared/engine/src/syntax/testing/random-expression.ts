import fc from 'fast-check';

/** An expression by its meaning. */
type Shape =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'not' | 'call'; readonly operand: Shape }
  | { readonly kind: 'and' | 'or' | 'eq' | 'coalesce'; readonly left: Shape; readonly right: Shape }
  | { readonly kind: 'conditional'; readonly test: Shape; readonly then: Shape; readonly otherwise: Shape };

type Infix = 'and' | 'or' | 'eq' | 'coalesce';

/** How a language writes expressions. A higher level binds more tightly; operators that a language lacks are left out. */
export interface Spelling {
  readonly infix: Readonly<
    Partial<
      Record<
        Infix,
        { readonly text: string; readonly level: number; readonly associativity: 'left' | 'right' | 'none' }
      >
    >
  >;
  /** The level of `a ? b : c`, always the loosest of all; null where there is none. */
  readonly conditional: number | null;
  /** `!!a` is two operators, and not one that nobody declared. */
  readonly doubleNot: boolean;
}

/** Source text of an expression, with parentheses where the language needs them, and the tree it must be read as. */
export interface RandomExpression {
  readonly text: string;
  readonly tree: string;
}

const NOT_LEVEL = 90;

/** Random expressions, to find a reader that believes a grammar's nesting of operators. */
export function randomExpression(spelling: Spelling): fc.Arbitrary<RandomExpression> {
  const name = fc.constantFrom('a', 'b', 'c', 'd').map((each): Shape => ({ kind: 'name', name: each }));
  const operators = Object.keys(spelling.infix) as Infix[];
  const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
    shape: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'expression' },
      name,
      fc.record({ kind: fc.constantFrom('not' as const, 'call' as const), operand: tie('shape') }),
      fc.record({ kind: fc.constantFrom(...operators), left: tie('shape'), right: tie('shape') }),
      fc.record({ kind: fc.constantFrom(...operators), left: tie('shape'), right: tie('shape') }),
      ...(spelling.conditional === null
        ? []
        : [
            fc.record({
              kind: fc.constant('conditional' as const),
              test: tie('shape'),
              then: tie('shape'),
              otherwise: tie('shape'),
            }),
          ]),
    ),
  }));
  return shape.map((each) => write(each, 0, spelling));
}

/** Written so that it can stand where operators of the level `atLeast` and tighter may. */
function write(shape: Shape, atLeast: number, spelling: Spelling): RandomExpression {
  const { text, tree, level } = bare(shape, spelling);
  return level < atLeast ? { text: `(${text})`, tree: `group(${tree})` } : { text, tree };
}

function bare(shape: Shape, spelling: Spelling): RandomExpression & { readonly level: number } {
  switch (shape.kind) {
    case 'name':
      return { text: shape.name, tree: shape.name, level: 100 };
    case 'not': {
      const operand = write(shape.operand, spelling.doubleNot ? NOT_LEVEL : NOT_LEVEL + 1, spelling);
      return { text: `!${operand.text}`, tree: `not(${operand.tree})`, level: NOT_LEVEL };
    }
    case 'call': {
      const object = write(shape.operand, 100, spelling);
      return { text: `${object.text}.m(x)`, tree: `call(.m(${object.tree}) arg(x))`, level: 100 };
    }
    case 'conditional': {
      const level = spelling.conditional!;
      const test = write(shape.test, level + 1, spelling);
      const then = write(shape.then, level, spelling);
      const otherwise = write(shape.otherwise, level, spelling);
      const tree = `conditional(${test.tree} ${then.tree} ${otherwise.tree})`;
      return { text: `${test.text} ? ${then.text} : ${otherwise.text}`, tree, level };
    }
    default: {
      const { text, level, associativity } = spelling.infix[shape.kind]!;
      const left = write(shape.left, associativity === 'left' ? level : level + 1, spelling);
      const right = write(shape.right, associativity === 'right' ? level : level + 1, spelling);
      return { text: `${left.text} ${text} ${right.text}`, tree: `${shape.kind}(${left.tree} ${right.tree})`, level };
    }
  }
}
