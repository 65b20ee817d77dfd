import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { ChainRules, Operator } from '../cst/associate.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { lowerChain } from '../cst/lowering.ts';
import type { FlatPart, Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import { chainRules } from '../cst/operators.ts';
import type { SyntaxNode } from '../node.ts';
import { lowerStatements } from './lower-body.ts';
import { valueOf } from './lower-literal.ts';
import { lowerOther } from './lower-other.ts';
import type { RubyContext } from './ruby-context.ts';
import { RUBY_OPERATORS } from './ruby-operators.ts';

const TABLE_RULES = chainRules(RUBY_OPERATORS);
const RULES: ChainRules<SyntaxNode> = { ...TABLE_RULES, buildInfix, buildPrefix };

const name: Lowering = (node) => named(node, node.text);

export function expressions(context: RubyContext): LoweringTable {
  const chain: Lowering = (node, lower) =>
    context.cut.has(node) ? lowerOther(node, lower) : lowerChain(node, (each) => flatten(each, lower), lower, RULES);
  return {
    binary: chain,
    unary: chain,
    conditional: chain,
    identifier: (node) => (context.locals.has(node) ? named(node, node.text) : bareCall(node)),
    constant: name,
    instance_variable: name,
    class_variable: name,
    global_variable: name,
    self: name,
    scope_resolution: scopeResolution,
    parenthesized_statements: (node, lower) => parentheses(node, context, lower),
    element_reference: elementReference,
    array: (node, lower) => build('list', node, { items: parts(node).map(lower) }, heredocs(node, lower)),
    right_assignment_list: (node, lower) =>
      build('list', node, { items: parts(node).map(lower) }, heredocs(node, lower)),
    hash: (node, lower) => build('object', node, { entries: parts(node).map(lower) }, heredocs(node, lower)),
    pair,
    return: (node, lower) => build('return', node, { value: jumpValue(node, lower) }),
    next: (node, lower) => build('continue', node, { label: null }, [jumpValue(node, lower)]),
    break: (node, lower) => build('break', node, { label: null }, [jumpValue(node, lower)]),
    super: (node) => bareCall(node),
    yield: (node, lower) => other(node, node.kind, node.first('argument_list')?.named.map(lower) ?? [], 'some'),
  };
}

/** The lines of heredocs stand between what they interrupt. */
export function parts(node: CstNode): readonly CstNode[] {
  return node.named.filter((each) => each.kind !== 'heredoc_body');
}

export function heredocs(node: CstNode, lower: Lower): readonly SyntaxNode[] {
  return node.all('heredoc_body').map(lower);
}

/** A name that is no variable is a call of a method of that name. */
function bareCall(node: CstNode): SyntaxNode {
  if (/^__[A-Z]+__$/.test(node.text)) return other(node, node.kind, [], 'none');
  if (node.kind === 'identifier' && /^(?:raise|fail)$/.test(node.text)) return build('throw', node, { value: null });
  const callee = named(node, node.text);
  return build('call', node, { callee, args: [], args_span: null, is_new: false, optional: false });
}

function flatten(node: CstNode, lower: Lower): readonly FlatPart[] | null {
  switch (node.kind) {
    case 'binary': {
      const [left, operator, right] = node.children;
      const text = operator!.kind;
      if (RUBY_OPERATORS.infix[text] === undefined) return null;
      return [
        { part: 'chain', node: left! },
        { part: 'infix', operator: { text, ...spanOf(operator!) } },
        { part: 'chain', node: right! },
      ];
    }
    case 'unary': {
      const [operator, operand] = node.children;
      return [
        { part: 'prefix', operator: { text: prefixText(operator!, operand!), ...spanOf(operator!) } },
        { part: 'chain', node: operand! },
      ];
    }
    case 'conditional': {
      const [test, then, otherwise] = [
        node.field('condition')!,
        node.field('consequence')!,
        node.field('alternative')!,
      ];
      const operator = { text: '?', between: lower(then), ...spanOf(node.first('?')!, node.first(':')!) };
      return [
        { part: 'chain', node: test },
        { part: 'infix', operator },
        { part: 'chain', node: otherwise },
      ];
    }
    default:
      return null;
  }
}

/** `defined?(a) && b` asks of a only, `defined? a && b` of both; so does `not`, if no blank comes before the parenthesis. */
function prefixText(operator: CstNode, operand: CstNode): string {
  const isTight = operand.text.startsWith('(') && (operator.kind === 'defined?' || operator.end === operand.start);
  return isTight && RUBY_OPERATORS.prefix[`${operator.kind}(`] ? `${operator.kind}(` : operator.kind;
}

function buildInfix(left: SyntaxNode, operator: Operator<SyntaxNode>, right: SyntaxNode): SyntaxNode {
  if (operator.text !== 'and' && operator.text !== 'or') return TABLE_RULES.buildInfix(left, operator, right);
  const span = { start: left.start, end: right.end };
  return build('logical', span, { operator: operator.text, strict: false, word: true, left, right });
}

function buildPrefix(operator: Operator<SyntaxNode>, operand: SyntaxNode): SyntaxNode {
  if (operator.text !== 'not' && operator.text !== 'not(') return TABLE_RULES.buildPrefix(operator, operand);
  return build('not', { start: operator.start, end: operand.end }, { operand, word: true });
}

/** `Foo::BAR`; `::Foo` is a name with its colons. */
function scopeResolution(node: CstNode, lower: Lower): SyntaxNode {
  const scope = node.field('scope');
  const property = node.field('name')!;
  if (!scope) return named(node, node.text);
  const property_span = spanOf(property);
  return build('member', node, { object: lower(scope), property: property.text, property_span, optional: false });
}

function parentheses(node: CstNode, context: RubyContext, lower: Lower): SyntaxNode {
  const [only, ...more] = node.named;
  if (only && more.length === 0 && !node.has(';')) {
    const inner = lower(only);
    if (EXPRESSION_ROLES.has(inner.role)) return build('group', node, { inner });
  }
  return other(node, node.kind, lowerStatements(node.named, context, lower), 'some');
}

const EXPRESSION_ROLES = new Set([
  'assign',
  'call',
  'compare',
  'conditional',
  'group',
  'index',
  'list',
  'literal',
  'logical',
  'member',
  'name',
  'not',
  'object',
  'other',
  'wrap',
]);

function elementReference(node: CstNode, lower: Lower): SyntaxNode {
  const object = node.field('object')!;
  const [index, ...more] = node.named.filter((each) => each !== object);
  if (!index || more.length > 0) return lowerOther(node, lower);
  const key = index.kind === 'string' || index.kind === 'simple_symbol' ? valueOf(index) : null;
  if (key === null) return build('index', node, { object: lower(object), index: lower(index) });
  const property_span = spanOf(index);
  return build('member', node, { object: lower(object), property: key, property_span, optional: false });
}

function pair(node: CstNode, lower: Lower): SyntaxNode {
  const [key, value] = node.named;
  const plain = valueOf(key!);
  if (!value) return other(node, 'shorthand', [named(key!, key!.text)], 'some');
  return build('entry', node, { key: plain, value: lower(value), shorthand: false }, [lower(key!)]);
}

function jumpValue(node: CstNode, lower: Lower): SyntaxNode | null {
  const list = node.first('argument_list');
  if (!list) return null;
  const [only, ...more] = parts(list);
  if (only && more.length === 0 && only.kind !== 'pair') return lower(only);
  return build('list', list, { items: parts(list).map(lower) }, heredocs(list, lower));
}
