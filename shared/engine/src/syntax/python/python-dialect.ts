import { operatorPrecedence } from '../cst/operators.ts';
import type { Dialect } from '../dialect.ts';
import type { SyntaxNode } from '../node.ts';
import { PYTHON_OPERATORS } from './python-operators.ts';

export const PYTHON: Dialect = {
  language: 'python',
  words: { true: 'True', false: 'False', null: 'None', if: 'if', else_if: 'elif' },
  static_booleans: false,
  block_scope: false,
  empty_body: 'pass',
  empty_arm: 'pass',
  bare_bodies: false,
  statement_end: '',
  line_comment: '#',
  unused_is_error: false,
  negate: (text, needsParens) => (needsParens ? `not (${text})` : `not ${text}`),
  quote,
  precedence,
};

/** Python reads all of JSON's escapes but `\/`, which is never written, and surrogate pairs, which are left as they are. */
function quote(value: string): string {
  return JSON.stringify(value);
}

function precedence(node: SyntaxNode): number {
  switch (node.role) {
    case 'assign':
      return 2;
    case 'function':
      return 4;
    case 'wrap':
      return 70;
    case 'list':
      return node.items.length > 0 && node.start === node.items[0]!.start ? 1 : 100;
    case 'other':
      if (node.grammar === 'comparison_chain') return 25;
      if (node.grammar === 'yield') return 0;
      return operatorPrecedence(PYTHON_OPERATORS, node) ?? 100;
    default:
      return operatorPrecedence(PYTHON_OPERATORS, node) ?? 100;
  }
}
