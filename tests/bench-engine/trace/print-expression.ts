import type { Expression } from './structured-program.ts';

/** How one language writes what all of them have. */
export interface Spelling {
  readonly flag: string;
  readonly other: (label: number) => string;
  readonly choose: (test: string, then: string, otherwise: string) => string;
}

export function printExpression(node: Expression, spelling: Spelling): string {
  const print = (part: Expression): string => printExpression(part, spelling);
  switch (node.kind) {
    case 'flag':
      return spelling.flag;
    case 'not_flag':
      return `!${spelling.flag}`;
    case 'flag_is_true':
      return `(${spelling.flag} == true)`;
    case 'flag_is_false':
      return `(${spelling.flag} == false)`;
    case 'other':
      return spelling.other(node.label);
    case 't':
    case 'n':
      return `${node.kind}(${node.label})`;
    case 'number':
      return String(node.label);
    case 'truth':
      return String(node.value);
    case 'name':
      return node.name;
    case 'not':
      return `!(${print(node.operand)})`;
    case 'and':
      return `(${print(node.left)} && ${print(node.right)})`;
    case 'or':
      return `(${print(node.left)} || ${print(node.right)})`;
    case 'greater':
      return `(${print(node.left)} > ${print(node.right)})`;
    case 'plus':
      return `(${print(node.left)} + ${print(node.right)})`;
    case 'choose':
      return spelling.choose(print(node.test), print(node.chosen), print(node.otherwise));
    case 'call':
      return `${node.name}(${node.args.map(print).join(', ')})`;
  }
}
