import { operatorPrecedence } from '../cst/operators.ts';
import type { Dialect } from '../dialect.ts';
import type { SyntaxNode } from '../node.ts';
import { ASSIGN_PRECEDENCE, PHP_OPERATORS } from './php-operators.ts';

export const PHP: Dialect = {
  language: 'php',
  words: { true: 'true', false: 'false', null: 'null', if: 'if', else_if: 'elseif' },
  static_booleans: false,
  block_scope: false,
  empty_body: null,
  empty_arm: 'break;',
  bare_bodies: true,
  statement_end: ';',
  line_comment: '//',
  unused_is_error: false,
  negate: (text, needsParens) => (needsParens ? `!(${text})` : `!${text}`),
  quote: (value) => `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`,
  precedence,
};

/** Expressions that take everything to their right. */
const OPEN_RIGHT = new Set([
  'include_expression',
  'include_once_expression',
  'print_intrinsic',
  'require_expression',
  'require_once_expression',
  'throw_expression',
  'yield_expression',
]);

function precedence(node: SyntaxNode): number {
  switch (node.role) {
    case 'assign':
      return ASSIGN_PRECEDENCE;
    case 'logical':
      if (node.operator === 'coalesce') return 10;
      if (node.word === true) return node.operator === 'and' ? 4 : 2;
      return node.operator === 'and' ? 14 : 12;
    case 'compare':
      return node.operator === 'other' ? 24 : 22;
    case 'function':
      return node.implicit_return ? 0 : 100;
    case 'throw':
      return 0;
    case 'other':
      if (OPEN_RIGHT.has(node.grammar)) return 0;
      return node.grammar.startsWith('postfix ') ? 38 : (operatorPrecedence(PHP_OPERATORS, node) ?? 100);
    default:
      return operatorPrecedence(PHP_OPERATORS, node) ?? 100;
  }
}
