import type { Dialect } from '../../syntax/dialect.ts';
import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { MutantKind } from './mutant.ts';

export interface Mutation {
  readonly kind: MutantKind;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  is: ['is not'],
  'is not': ['is'],
  'not in': ['in'],
};
const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '**': '*',
  '//': '*',
  '&': '|',
  '|': '&',
  '^': '&',
  '<<': '>>',
  '>>': '<<',
  '>>>': '<<',
};
const ASSIGNMENTS: Readonly<Record<string, string>> = {
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
  '//=': '*=',
  '%=': '*=',
  '|=': '&=',
  '&=': '|=',
};

/** The faults that one node can have by itself. */
export function mutationsOf(node: SyntaxNode, file: SourceFile): readonly Mutation[] {
  switch (node.role) {
    case 'compare':
      return between(node.left, node.right, file, (operator) => {
        // JavaScript's `in` has no opposite of its own.
        if (operator === 'in') return file.dialect.language === 'python' ? ['not in'] : [];
        return COMPARISONS[operator] ?? [];
      });
    case 'logical':
      return between(node.left, node.right, file, (operator) => LOGICAL[operator] ?? []);
    case 'not':
      return [{ kind: 'condition', start: node.start, end: node.operand.start, replacement: '' }];
    case 'if':
    case 'conditional':
      return decided(node, node.test, file.dialect);
    case 'loop':
      return node.test && node.kind !== 'for' ? [exactly('condition', node.test, file.dialect.words.false)] : [];
    case 'literal':
      return literal(node, file);
    case 'call':
      return swapped(node, file);
    case 'assign':
      return assigned(node, file);
    case 'expression':
      return removed(node, file);
    case 'return':
      return returned(node, file);
    case 'other':
      return infix(node, file);
    default:
      return [];
  }
}

const LOGICAL: Readonly<Record<string, readonly string[]>> = {
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  and: ['or'],
  or: ['and'],
};

/** The operator between two operands, as it is written; comments beside it leave it alone. */
function between(
  left: SyntaxNode,
  right: SyntaxNode,
  { text }: SourceFile,
  choices: (operator: string) => readonly string[],
): readonly Mutation[] {
  const gap = text.slice(left.end, right.start);
  const operator = gap.trim().replace(/\s+/g, ' ');
  const start = left.end + gap.indexOf(gap.trim());
  return choices(operator).map((replacement) => ({
    kind: 'operator',
    start,
    end: start + gap.trim().length,
    replacement,
  }));
}

function decided(node: NodeOf<'if'> | NodeOf<'conditional'>, test: SyntaxNode, dialect: Dialect): readonly Mutation[] {
  if (node.role === 'if' && node.init !== null) return [];
  return [dialect.words.true, dialect.words.false].map((word) => exactly('condition', test, word));
}

function literal(node: NodeOf<'literal'>, file: SourceFile): readonly Mutation[] {
  const written = file.text.slice(node.start, node.end);
  if (isKey(node) || isDirective(node)) return [];
  if (typeof node.value === 'boolean')
    return [exactly('constant', node, node.value ? file.dialect.words.false : file.dialect.words.true)];
  if (typeof node.value === 'number') {
    if (!/^\d+(\.\d+)?$/.test(written)) return [exactly('constant', node, '0')];
    const { value } = node;
    return [exactly('off_by_one', node, String(value + 1)), ...(value > 1 ? [exactly('constant', node, '0')] : [])];
  }
  if (typeof node.value !== 'string' || !/^["'`]/.test(written)) return [];
  const mark = written[0] ?? '"';
  return [exactly('constant', node, node.value === '' ? `${mark}mutated${mark}` : `${mark}${mark}`)];
}

/** `{ 'a': 1 }`, `import 'x'`: these words name something. */
function isKey(node: NodeOf<'literal'>): boolean {
  const { parent } = node;
  return parent?.role === 'entry' ? parent.value !== node : parent?.role === 'import' || parent?.role === 'annotation';
}

/** `'use strict'` and docstrings. */
function isDirective(node: NodeOf<'literal'>): boolean {
  return typeof node.value === 'string' && node.parent?.role === 'expression';
}

function swapped(node: NodeOf<'call'>, { text }: SourceFile): readonly Mutation[] {
  const [first, second] = node.args;
  if (!first || !second || [first, second].some((each) => each.spread || each.trailing || each.name !== null))
    return [];
  const [a, b] = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
  if (a === b) return [];
  const replacement = b + text.slice(first.end, second.start) + a;
  return [{ kind: 'swapped_arguments', start: first.start, end: second.end, replacement }];
}

function assigned(node: NodeOf<'assign'>, file: SourceFile): readonly Mutation[] {
  const written = file.text.slice(node.start, node.end);
  if (/^(\+\+|--)/.test(written)) return [counted(node.start, written.startsWith('++') ? '--' : '++')];
  if (/(\+\+|--)$/.test(written)) return [counted(node.end - 2, written.endsWith('++') ? '--' : '++')];
  const replacement = ASSIGNMENTS[node.operator];
  if (replacement === undefined) return [];
  return between(node.target, node.value, file, () => [replacement]);
}

function counted(start: number, replacement: string): Mutation {
  return { kind: 'operator', start, end: start + 2, replacement };
}

/** A call or an assignment that stands as a statement does something: without it, something is missing. */
function removed(node: NodeOf<'expression'>, file: SourceFile): readonly Mutation[] {
  const inner = node.expression;
  const works = inner.role === 'call' || inner.role === 'assign' || (inner.role === 'wrap' && inner.waits);
  if (!works || node.parent?.role === 'unit') return [];
  return [exactly('removed_statement', node, file.dialect.language === 'python' ? 'pass' : ';')];
}

function returned(node: NodeOf<'return'>, file: SourceFile): readonly Mutation[] {
  if (!node.value) return [];
  const nothing = file.dialect.language === 'python' ? 'None' : 'undefined';
  if (file.text.slice(node.value.start, node.value.end) === nothing) return [];
  return [exactly('return_value', node.value, nothing)];
}

function infix(node: NodeOf<'other'>, file: SourceFile): readonly Mutation[] {
  const operator = /^infix (.+)$/.exec(node.grammar)?.[1];
  const [left, right] = node.children;
  const replacement = operator === undefined ? undefined : ARITHMETIC[operator];
  if (!left || !right || replacement === undefined) return [];
  return between(left, right, file, (written) => (written === operator ? [replacement] : []));
}

function exactly(kind: MutantKind, node: SyntaxNode, replacement: string): Mutation {
  return { kind, start: node.start, end: node.end, replacement };
}
