import { operatorPrecedence } from '../cst/operators.ts';
import type { Dialect } from '../dialect.ts';
import type { SyntaxNode } from '../node.ts';
import { GO_OPERATORS } from './go-operators.ts';

export const GO: Dialect = {
  language: 'go',
  words: { true: 'true', false: 'false', null: 'nil', if: 'if', else_if: null },
  static_booleans: true,
  block_scope: true,
  empty_body: null,
  empty_arm: null,
  bare_bodies: false,
  statement_end: '',
  line_comment: '//',
  unused_is_error: true,
  negate: (text, needsParens) => (needsParens ? `!(${text})` : `!${text}`),
  quote: (value) => JSON.stringify(value),
  precedence,
};

function precedence(node: SyntaxNode): number {
  if (node.role === 'assign') return 0;
  if (node.role === 'other' && node.grammar === 'prefix <-') return 70;
  return operatorPrecedence(GO_OPERATORS, node) ?? 100;
}
