import { operatorPrecedence } from '../cst/operators.ts';
import type { Dialect } from '../dialect.ts';
import type { SyntaxNode } from '../node.ts';
import { SWIFT_OPERATORS } from './swift-operators.ts';

export const SWIFT: Dialect = {
  language: 'swift',
  words: { true: 'true', false: 'false', null: 'nil', if: 'if', else_if: null },
  static_booleans: true,
  block_scope: true,
  empty_body: null,
  empty_arm: 'break',
  bare_bodies: false,
  statement_end: '',
  line_comment: '//',
  unused_is_error: false,
  negate: (text, needsParens) => (needsParens ? `!(${text})` : `!${text}`),
  quote,
  precedence,
};

/** JSON's escapes for other control characters are not Swift's. */
function quote(value: string): string {
  return JSON.stringify(value).replaceAll(/\\(u[0-9a-f]{4}|.)/g, (escape, what: string) => {
    if (what.startsWith('u')) return `\\u{${what.slice(1)}}`;
    return { b: '\\u{8}', f: '\\u{c}' }[what] ?? escape;
  });
}

function precedence(node: SyntaxNode): number {
  switch (node.role) {
    case 'logical':
      return node.comma ? 1 : (operatorPrecedence(SWIFT_OPERATORS, node) ?? 15);
    case 'if':
    case 'switch':
      return 0;
    case 'wrap':
      // try and await stand in front of all they cover, `!` behind, and a cast has its type as a further child.
      return node.operand.start > node.start ? 2 : node.children.length > 1 ? 35 : 80;
    case 'other':
      return node.grammar.startsWith('postfix ') ? 80 : (operatorPrecedence(SWIFT_OPERATORS, node) ?? 100);
    default:
      return operatorPrecedence(SWIFT_OPERATORS, node) ?? 100;
  }
}
