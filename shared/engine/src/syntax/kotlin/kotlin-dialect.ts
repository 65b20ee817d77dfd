import { operatorPrecedence } from '../cst/operators.ts';
import type { Dialect } from '../dialect.ts';
import type { SyntaxNode } from '../node.ts';
import { KOTLIN_OPERATORS } from './kotlin-operators.ts';

export const KOTLIN: Dialect = {
  language: 'kotlin',
  words: { true: 'true', false: 'false', null: 'null', if: 'if', else_if: null },
  static_booleans: true,
  block_scope: true,
  empty_body: null,
  empty_arm: '{}',
  bare_bodies: true,
  statement_end: '',
  line_comment: '//',
  unused_is_error: false,
  negate: (text, needsParens) => (needsParens ? `!(${text})` : `!${text}`),
  quote,
  precedence,
};

/** A dollar sign would open a hole, and `\f` is no escape of Kotlin's. */
function quote(value: string): string {
  const json = JSON.stringify(value).replaceAll(/\\./g, (escape) => (escape === '\\f' ? '\\u000c' : escape));
  return json.replaceAll('$', '\\$');
}

/** `if`, `when` and `try` swallow what stands behind them; as operands they need parentheses. */
function precedence(node: SyntaxNode): number {
  switch (node.role) {
    case 'if':
    case 'switch':
    case 'try':
    case 'return':
    case 'throw':
      return 0;
    case 'wrap':
      return node.children.length > 1 ? 65 : 80;
    case 'compare':
      return node.end > node.right.end ? 95 : (operatorPrecedence(KOTLIN_OPERATORS, node) ?? 25);
    case 'other':
      return node.grammar.startsWith('postfix ') ? 80 : (operatorPrecedence(KOTLIN_OPERATORS, node) ?? 100);
    default:
      return operatorPrecedence(KOTLIN_OPERATORS, node) ?? 100;
  }
}
