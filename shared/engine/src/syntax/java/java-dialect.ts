import { operatorPrecedence } from '../cst/operators.ts';
import type { Dialect } from '../dialect.ts';
import type { SyntaxNode } from '../node.ts';
import { JAVA_OPERATORS } from './java-operators.ts';

export const JAVA: Dialect = {
  language: 'java',
  words: { true: 'true', false: 'false', null: 'null', if: 'if', else_if: null },
  static_booleans: true,
  block_scope: true,
  empty_body: null,
  // Falls through where nothing did anything before, and is a body behind an arrow.
  empty_arm: '{}',
  bare_bodies: true,
  statement_end: ';',
  line_comment: '//',
  unused_is_error: false,
  negate: (text, needsParens) => (needsParens ? `!(${text})` : `!${text}`),
  quote: (value) => JSON.stringify(value),
  precedence,
};

function precedence(node: SyntaxNode): number {
  if (node.role === 'compare' && node.end > node.right.end) return 95; // a.equals(b): a call
  if (node.role === 'function') return 0;
  if (node.role === 'wrap') return 70;
  if (node.role === 'other' && node.grammar.startsWith('postfix ')) return 80;
  return operatorPrecedence(JAVA_OPERATORS, node) ?? 100;
}
