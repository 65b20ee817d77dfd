import type { Dice } from './dice.ts';
import { printExpression } from './print-expression.ts';
import type { Spelling } from './print-expression.ts';
import type { Expression, Program, Statement } from './structured-program.ts';

const SPELLING: Spelling = {
  flag: 'flags.enabled?(:stale)',
  other: (label) => `flags.enabled?(:other${label})`,
  choose: (test, then, otherwise) => `(${test} ? ${then} : ${otherwise})`,
};

/** The program as methods of a Ruby module that has `flags`, `t`, `n`, `log` and `risk`. The dice choose among Ruby's forms. */
export function printRuby(program: Program, dice: Dice): string {
  const printer = printerOf(dice);
  const functions = program.functions.map(
    ({ name, params, body }) => `def ${name}(${params.join(', ')})\n${printer.body(body, 1)}\nend\n`,
  );
  return `${functions.join('\n')}\ndef main\n${printer.body(program.body, 1)}\nend\n`;
}

const expression = (node: Expression): string => printExpression(node, SPELLING);

function printerOf(dice: Dice) {
  const block = (body: readonly Statement[], depth: number): string =>
    body.map((each) => '  '.repeat(depth) + print(each, depth)).join('\n');

  /** A method's last expression is its value: `return` may be left out there. */
  const body = (statements: readonly Statement[], depth: number): string => {
    const last = statements.at(-1);
    if (last?.kind !== 'return' || dice.chance(0.5)) return block(statements, depth);
    return [
      ...(statements.length > 1 ? [block(statements.slice(0, -1), depth)] : []),
      '  '.repeat(depth) + expression(last.value),
    ].join('\n');
  };

  const print = (statement: Statement, depth: number): string => {
    const pad = '  '.repeat(depth);
    const inner = (list: readonly Statement[]): string => block(list, depth + 1);
    switch (statement.kind) {
      case 'comment':
        return `# ${statement.text}`;
      case 'declare':
      case 'assign':
        return `${statement.name} = ${expression(statement.value)}`;
      case 'log':
        return dice.chance(0.3) ? `log ${expression(statement.value)}` : `log(${expression(statement.value)})`;
      case 'run':
        return expression(statement.value);
      case 'return':
        return `return ${expression(statement.value)}`;
      case 'break':
        return 'break';
      case 'continue':
        return 'next';
      case 'block':
        return `begin\n${inner(statement.body)}\n${pad}end`;
      case 'if':
        return printIf(statement, depth);
      case 'for': {
        const exit = statement.while ? `${pad}  break unless ${expression(statement.while)}\n` : '';
        const head = dice.pick([
          `${statement.times}.times do |${statement.name}|`,
          `for ${statement.name} in 0...${statement.times} do`,
        ]);
        return `${head}\n${exit}${inner(statement.body)}\n${pad}end`;
      }
      case 'switch': {
        const arms = statement.arms.map((list, index) => `${pad}when ${index}\n${inner(list)}`);
        const last = statement.otherwise ? [`${pad}else\n${inner(statement.otherwise)}`] : [];
        return `case ${expression(statement.subject)}\n${[...arms, ...last].join('\n')}\n${pad}end`;
      }
      case 'try': {
        const finalizer = statement.finalizer ? `${pad}ensure\n${inner(statement.finalizer)}\n` : '';
        const risk = `${pad}  risk(${statement.label})\n`;
        return `begin\n${risk}${inner(statement.body)}\n${pad}rescue RuntimeError\n${inner(statement.handler)}\n${finalizer}${pad}end`;
      }
    }
  };

  const printIf = (statement: Extract<Statement, { kind: 'if' }>, depth: number): string => {
    const pad = '  '.repeat(depth);
    const [first, ...rest] = statement.arms;
    if (!first) return '';
    const [only] = first.body;
    const is_simple = rest.length === 0 && statement.otherwise === null;
    if (
      is_simple &&
      first.body.length === 1 &&
      only &&
      (only.kind === 'log' || only.kind === 'return') &&
      dice.chance(0.5)
    ) {
      return `${print(only, depth)} ${dice.pick(['if', 'unless'])} ${expression(first.test)}`;
    }
    const word = rest.length === 0 ? dice.pick(['if', 'unless']) : 'if';
    const arms = [`${word} ${expression(first.test)}\n${block(first.body, depth + 1)}`];
    for (const { test, body: list } of rest) arms.push(`${pad}elsif ${expression(test)}\n${block(list, depth + 1)}`);
    if (statement.otherwise) arms.push(`${pad}else\n${block(statement.otherwise, depth + 1)}`);
    return `${arms.join('\n')}\n${pad}end`;
  };

  return { body };
}
