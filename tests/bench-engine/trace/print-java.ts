import { printExpression } from './print-expression.ts';
import type { Spelling } from './print-expression.ts';
import type { Expression, Program, Statement } from './structured-program.ts';
import { leaves } from './structured-program.ts';

const SPELLING: Spelling = {
  flag: 'flags.isEnabled("stale")',
  other: (label) => `flags.isEnabled("other${label}")`,
  choose: (test, then, otherwise) => `(${test} ? ${then} : ${otherwise})`,
};

/** The program as a Java class; `Tools` has its flags, `t`, `n`, `log` and `risk`. */
export function printJava(program: Program): string {
  const functions = program.functions.map(
    ({ name, params, body }) =>
      `  private boolean ${name}(${params.map((each) => `boolean ${each}`).join(', ')}) {\n${block(body, 2)}\n  }\n`,
  );
  return `class Generated extends Tools {\n${functions.join('\n')}\n  boolean main() {\n${block(program.body, 2)}\n  }\n}\n`;
}

const expression = (node: Expression): string => printExpression(node, SPELLING);

function block(body: readonly Statement[], depth: number): string {
  return body.map((each) => '  '.repeat(depth) + print(each, depth)).join('\n');
}

function print(statement: Statement, depth: number): string {
  const pad = '  '.repeat(depth);
  const braces = (body: readonly Statement[]): string => `{\n${block(body, depth + 1)}\n${pad}}`;
  switch (statement.kind) {
    case 'comment':
      return `// ${statement.text}`;
    case 'declare':
      return `${statement.constant ? 'final ' : ''}${statement.type} ${statement.name} = ${expression(statement.value)};`;
    case 'assign':
      return `${statement.name} = ${expression(statement.value)};`;
    case 'log':
      return `log(${expression(statement.value)});`;
    case 'run':
      return `${expression(statement.value)};`;
    case 'return':
      return `return ${expression(statement.value)};`;
    case 'break':
    case 'continue':
      return `${statement.kind};`;
    case 'block':
      return braces(statement.body);
    case 'if': {
      const arms = statement.arms.map(({ test, body }) => `if (${expression(test)}) ${braces(body)}`).join(' else ');
      return statement.otherwise ? `${arms} else ${braces(statement.otherwise)}` : arms;
    }
    case 'for': {
      const test = statement.while ? ` && (${expression(statement.while)})` : '';
      const head = `int ${statement.name} = 0; ${statement.name} < ${statement.times}${test}; ${statement.name}++`;
      return `for (${head}) ${braces(statement.body)}`;
    }
    case 'switch': {
      const arms = statement.arms.map((body, index) => {
        const exit = body.some(leaves) ? '' : `\n${pad}    break;`;
        return `${pad}  case ${index}: {\n${block(body, depth + 2)}\n${pad}  }${exit}`;
      });
      const last = statement.otherwise
        ? [`${pad}  default: {\n${block(statement.otherwise, depth + 2)}\n${pad}  }`]
        : [];
      return `switch (${expression(statement.subject)}) {\n${[...arms, ...last].join('\n')}\n${pad}}`;
    }
    case 'try': {
      const finalizer = statement.finalizer ? ` finally ${braces(statement.finalizer)}` : '';
      const body = `${pad}  risk(${statement.label});\n${block(statement.body, depth + 1)}`;
      return `try {\n${body}\n${pad}} catch (IllegalStateException error${depth}) ${braces(statement.handler)}${finalizer}`;
    }
  }
}
