import { operatorPrecedence } from '../cst/operators.ts';
import type { Dialect } from '../dialect.ts';
import type { SyntaxNode } from '../node.ts';
import { ASSIGN_PRECEDENCE, RUBY_OPERATORS } from './ruby-operators.ts';

export const RUBY: Dialect = {
  language: 'ruby',
  words: { true: 'true', false: 'false', null: 'nil', if: 'if', else_if: 'elsif' },
  static_booleans: false,
  block_scope: false,
  empty_body: null,
  empty_arm: null,
  bare_bodies: false,
  statement_end: '',
  line_comment: '#',
  unused_is_error: false,
  negate: (text, needsParens) => (needsParens ? `!(${text})` : `!${text}`),
  quote,
  precedence,
};

/** `#` begins a hole before a brace and variables, so strings with it are left alone. */
function quote(value: string): string | null {
  return value.includes('#') ? null : JSON.stringify(value);
}

function precedence(node: SyntaxNode): number {
  switch (node.role) {
    case 'logical':
      return node.word === true ? 4 : node.operator === 'and' ? 24 : 20;
    case 'not':
      return node.word === true ? 6 : 66;
    case 'assign':
      return ASSIGN_PRECEDENCE;
    case 'if':
    case 'loop':
      return node.role === 'if' && node.form === 'modifier' ? 0 : 100;
    case 'call':
      return node.args.length > 0 && node.args_span === null ? 11 : 100;
    case 'list':
      return node.items.length > 0 && node.start === node.items[0]!.start ? 1 : 100;
    case 'other':
      if (node.grammar === 'rescue_modifier') return 12;
      if (node.grammar === 'range') return 16;
      if (node.grammar.endsWith('_modifier')) return 0;
      return operatorPrecedence(RUBY_OPERATORS, node) ?? 100;
    default:
      return operatorPrecedence(RUBY_OPERATORS, node) ?? 100;
  }
}
