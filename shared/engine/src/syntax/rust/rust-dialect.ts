import { operatorPrecedence } from '../cst/operators.ts';
import type { Dialect } from '../dialect.ts';
import type { SyntaxNode } from '../node.ts';
import { ASSIGN_PRECEDENCE, RUST_OPERATORS } from './rust-operators.ts';

export const RUST: Dialect = {
  language: 'rust',
  words: { true: 'true', false: 'false', null: 'None', if: 'if', else_if: null },
  static_booleans: true,
  block_scope: true,
  empty_body: null,
  empty_arm: '{}',
  bare_bodies: false,
  statement_end: ';',
  line_comment: '//',
  unused_is_error: false,
  negate: (text, needsParens) => (needsParens ? `!(${text})` : `!${text}`),
  quote,
  precedence,
};

/** Rust spells code points in its own way, so only strings without control characters are written. */
function quote(value: string): string | null {
  return /^[^\p{Cc}]*$/u.test(value) ? `"${value.replaceAll(/[\\"]/g, String.raw`\$&`)}"` : null;
}

function precedence(node: SyntaxNode): number {
  switch (node.role) {
    case 'assign':
      return ASSIGN_PRECEDENCE;
    case 'function':
    case 'return':
    case 'break':
    case 'continue':
      return 0;
    case 'other':
      if (node.grammar === 'range_expression') return 10;
      if (node.grammar === 'type_cast_expression') return 60;
      if (node.grammar === 'reference_expression') return 65;
      return operatorPrecedence(RUST_OPERATORS, node) ?? 100;
    default:
      return operatorPrecedence(RUST_OPERATORS, node) ?? 100;
  }
}
