import type { Dialect } from '../dialect.ts';
import type { SyntaxNode } from '../node.ts';

/** Levels of the ECMAScript grammar, spread over 0 to 100; the order is what matters. */
const INFIX: Readonly<Record<string, number>> = {
  '|': 30,
  '^': 32,
  '&': 34,
  '<<': 42,
  '>>': 42,
  '>>>': 42,
  '+': 46,
  '-': 46,
  '*': 50,
  '/': 50,
  '%': 50,
  '**': 54,
};
const UNARY = 60;
const POSTFIX = 70;
const ASSIGNMENT = 4;

const base: Omit<Dialect, 'language'> = {
  words: { true: 'true', false: 'false', null: 'null', if: 'if', else_if: null },
  static_booleans: false,
  block_scope: true,
  empty_body: null,
  empty_arm: null,
  bare_bodies: true,
  statement_end: ';',
  line_comment: '//',
  unused_is_error: false,
  negate: (text, needsParens) => (needsParens ? `!(${text})` : `!${text}`),
  quote,
  precedence,
};

export const javascriptDialect: Dialect = { ...base, language: 'javascript' };
export const typescriptDialect: Dialect = { ...base, language: 'typescript' };

function quote(value: string): string {
  const escaped = JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`);
  return `'${escaped.replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`)}'`;
}

function precedence(node: SyntaxNode): number {
  switch (node.role) {
    case 'assign':
      return node.target === node.value ? UNARY + 2 : ASSIGNMENT;
    case 'function':
      // Methods are never operands; `=> x` takes all that follows it.
      return node.kind === 'lambda' && node.name === null ? ASSIGNMENT : 100;
    case 'conditional':
      return ASSIGNMENT + 2;
    case 'logical':
      return node.operator === 'and' ? 26 : 24;
    case 'compare':
      return node.operator === 'other' ? 40 : 38;
    case 'not':
      return UNARY;
    case 'wrap':
      return ofWrap(node.operand.start > node.start, node.children.length > 1);
    case 'member':
    case 'index':
    case 'call':
      return 90;
    case 'argument':
      return node.spread ? ASSIGNMENT : precedence(node.value);
    case 'other':
      return ofOther(node.grammar);
    default:
      return 100;
  }
}

/** `await x` and `<T>x`, `x as T`, `x!`. */
function ofWrap(isPrefix: boolean, hasType: boolean): number {
  if (isPrefix) return UNARY;
  return hasType ? 40 : POSTFIX;
}

function ofOther(grammar: string): number {
  if (grammar.startsWith('infix ')) return INFIX[grammar.slice('infix '.length)] ?? 40;
  if (grammar.startsWith('prefix ')) return UNARY;
  if (grammar === 'SequenceExpression') return 0;
  return grammar === 'YieldExpression' || grammar === 'SpreadElement' ? ASSIGNMENT : 100;
}
