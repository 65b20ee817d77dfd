import { printExpression } from './print-expression.ts';
import type { Spelling } from './print-expression.ts';
import type { Expression, Program, Statement } from './structured-program.ts';

const SPELLING: Spelling = {
  flag: 'flags.IsEnabled("stale")',
  other: (label) => `flags.IsEnabled("other${label}")`,
  // Go has no conditional expression: both sides are asked, in order.
  choose: (test, then, otherwise) => `pick(${test}, ${then}, ${otherwise})`,
};

/** The program as functions of a Go package whose other file has `flags`, `t`, `n`, `log` and `pick`. */
export function printGo(program: Program): string {
  const functions = program.functions.map(
    ({ name, params, body }) => `func ${name}(${params.join(', ')} bool) bool {\n${block(body, 1)}\n}\n`,
  );
  return `package generated\n\n${functions.join('\n')}\nfunc program() bool {\n${block(program.body, 1)}\n}\n`;
}

const expression = (node: Expression): string => printExpression(node, SPELLING);

function block(body: readonly Statement[], depth: number): string {
  return body.map((each) => '\t'.repeat(depth) + print(each, depth)).join('\n');
}

function print(statement: Statement, depth: number): string {
  const pad = '\t'.repeat(depth);
  const braces = (body: readonly Statement[]): string => `{\n${block(body, depth + 1)}\n${pad}}`;
  switch (statement.kind) {
    case 'comment':
      return `// ${statement.text}`;
    case 'declare': {
      const { name, type, value, constant } = statement;
      const head = constant ? `${name} :=` : `var ${name} ${type === 'int' ? 'int' : 'bool'} =`;
      // Every variable must be used.
      return `${head} ${expression(value)}\n${pad}_ = ${name}`;
    }
    case 'assign':
      return `${statement.name} = ${expression(statement.value)}`;
    case 'log':
      return `log(${expression(statement.value)})`;
    case 'run':
      return expression(statement.value);
    case 'return':
      return `return ${expression(statement.value)}`;
    case 'break':
    case 'continue':
      return statement.kind;
    case 'block':
    case 'try':
      return braces(statement.body);
    case 'if': {
      const arms = statement.arms.map(({ test, body }) => `if ${expression(test)} ${braces(body)}`).join(' else ');
      return statement.otherwise ? `${arms} else ${braces(statement.otherwise)}` : arms;
    }
    case 'for': {
      const test = statement.while ? ` && (${expression(statement.while)})` : '';
      const { name, times } = statement;
      return `for ${name} := 0; ${name} < ${times}${test}; ${name}++ ${braces(statement.body)}`;
    }
    case 'switch': {
      const arms = statement.arms.map((body, index) => `${pad}case ${index}:\n${block(body, depth + 1)}`);
      const last = statement.otherwise ? [`${pad}default:\n${block(statement.otherwise, depth + 1)}`] : [];
      return `switch ${expression(statement.subject)} {\n${[...arms, ...last].join('\n')}\n${pad}}`;
    }
  }
}
