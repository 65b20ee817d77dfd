import { operatorPrecedence } from '../cst/operators.ts';
import type { Dialect } from '../dialect.ts';
import type { SyntaxNode } from '../node.ts';
import { CSHARP_OPERATORS } from './csharp-operators.ts';

export const CSHARP: Dialect = {
  language: 'csharp',
  words: { true: 'true', false: 'false', null: 'null', if: 'if', else_if: null },
  static_booleans: true,
  block_scope: true,
  empty_body: null,
  empty_arm: 'break;',
  bare_bodies: true,
  statement_end: ';',
  line_comment: '//',
  unused_is_error: false,
  negate: (text, needsParens) => (needsParens ? `!(${text})` : `!${text}`),
  quote: (value) => JSON.stringify(value),
  precedence,
};

function precedence(node: SyntaxNode): number {
  if (node.role === 'function') return 0;
  if (node.role === 'compare' && node.end > node.right.end) return 95; // a.Equals(b): a call
  if (node.role === 'wrap') return node.operand.start > node.start ? 70 : 80;
  if (node.role === 'switch') return 62;
  if (node.role === 'other' && node.grammar.startsWith('postfix ')) return 80;
  return operatorPrecedence(CSHARP_OPERATORS, node) ?? 100;
}
