import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { ChainRules, Operator } from '../cst/associate.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeNumber } from '../cst/decode-literal.ts';
import { lowerChain } from '../cst/lowering.ts';
import type { FlatPart, Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import { chainRules } from '../cst/operators.ts';
import type { SyntaxNode } from '../node.ts';
import { lowerOther } from './lower-other.ts';
import { valueOf } from './lower-string.ts';
import { PHP_OPERATORS } from './php-operators.ts';

const TABLE_RULES = chainRules(PHP_OPERATORS);
const RULES: ChainRules<SyntaxNode> = { ...TABLE_RULES, buildInfix };

const chain: Lowering = (node, lower) => lowerChain(node, (each) => flatten(each, lower), lower, RULES);
const name: Lowering = (node) => named(node, node.text);
const text: Lowering = (node, lower) => {
  const value = valueOf(node);
  return value === null ? lowerOther(node, lower) : build('literal', node, { value });
};
const number: Lowering = (node) => {
  const value = decodeNumber(node.text);
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
};

export const EXPRESSIONS: LoweringTable = {
  binary_expression: chain,
  unary_op_expression: chain,
  conditional_expression: chain,
  cast_expression: chain,
  error_suppression_expression: chain,
  update_expression: update,

  variable_name: name,
  name,
  qualified_name: name,
  relative_name: name,
  relative_scope: name,
  boolean: (node) => build('literal', node, { value: node.text.toLowerCase() === 'true' }),
  null: (node) => build('literal', node, { value: null }),
  integer: number,
  float: number,
  string: text,
  encapsed_string: text,

  parenthesized_expression: (node, lower) => build('group', node, { inner: lower(node.named[0]!) }),
  sequence_expression: (node, lower) => build('list', node, { items: node.named.map(lower) }),
  array_creation_expression: array,
  array_element_initializer: element,
  subscript_expression: subscript,
  member_access_expression: member,
  nullsafe_member_access_expression: member,
  class_constant_access_expression: constantAccess,
  scoped_property_access_expression: staticProperty,
};

function flatten(node: CstNode, lower: Lower): readonly FlatPart[] | null {
  const prefix = (text: string, from: CstNode, to: CstNode, operand: CstNode): readonly FlatPart[] => [
    { part: 'prefix', operator: { text, ...spanOf(from, to) } },
    { part: 'chain', node: operand },
  ];
  switch (node.kind) {
    case 'binary_expression': {
      const [left, operator, right] = node.children;
      return [
        { part: 'chain', node: left! },
        { part: 'infix', operator: { text: operator!.kind.toLowerCase(), ...spanOf(operator!) } },
        { part: 'chain', node: right! },
      ];
    }
    case 'unary_op_expression':
    case 'error_suppression_expression':
      return prefix(node.children[0]!.kind, node.children[0]!, node.children[0]!, node.children.at(-1)!);
    case 'cast_expression':
      return prefix('(cast)', node.children[0]!, node.first(')')!, node.children.at(-1)!);
    case 'conditional_expression': {
      const [test, then, otherwise] = [node.field('condition')!, node.field('body'), node.field('alternative')!];
      const words = spanOf(node.first('?') ?? node.first('?:')!, node.first(':') ?? node.first('?:')!);
      const operator = then ? { text: '?', between: lower(then), ...words } : { text: '?:', ...words };
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

/** `a ?: b` gives what `a || b` would, if that gave values; both it and the words bind more weakly than the signs. */
function buildInfix(left: SyntaxNode, operator: Operator<SyntaxNode>, right: SyntaxNode): SyntaxNode {
  const { text: word } = operator;
  if (word !== 'and' && word !== 'or' && word !== '?:') return TABLE_RULES.buildInfix(left, operator, right);
  const span = { start: left.start, end: right.end };
  return build('logical', span, { operator: word === 'and' ? 'and' : 'or', strict: false, word: true, left, right });
}

function update(node: CstNode, lower: Lower): SyntaxNode {
  const [first, last] = [node.children[0]!, node.children.at(-1)!];
  return first.isNamed
    ? other(node, `postfix ${last.kind}`, [lower(first)], 'some')
    : other(node, `prefix ${first.kind}`, [lower(last)], 'some');
}

/** With a key anywhere it is an object, whose other elements have no keys. */
function array(node: CstNode, lower: Lower): SyntaxNode {
  const items = node.named.map(lower);
  return items.some((each) => each.role === 'entry')
    ? build('object', node, { entries: items })
    : build('list', node, { items });
}

function element(node: CstNode, lower: Lower): SyntaxNode {
  const [key, value] = node.named;
  if (!key) return lowerOther(node, lower);
  if (!value) return lower(key);
  const plain = key.kind === 'string' || key.kind === 'encapsed_string' ? valueOf(key) : null;
  return build('entry', node, { key: plain, value: lower(value), shorthand: false }, [lower(key)]);
}

function subscript(node: CstNode, lower: Lower): SyntaxNode {
  const [object, index] = node.named;
  if (!index) return lowerOther(node, lower);
  const key = index.kind === 'string' || index.kind === 'encapsed_string' ? valueOf(index) : null;
  if (key === null) return build('index', node, { object: lower(object!), index: lower(index) });
  const property_span = spanOf(index);
  return build('member', node, { object: lower(object!), property: key, property_span, optional: false });
}

function member(node: CstNode, lower: Lower): SyntaxNode {
  const [object, property] = [node.named[0]!, node.named.at(-1)!];
  if (property.kind !== 'name') return lowerOther(node, lower);
  return memberOf(node, object, property, lower);
}

/** A member by its plain name; also the callee of a method call, which ends at its name. */
export function memberOf(node: CstNode, object: CstNode, property: CstNode, lower: Lower): SyntaxNode {
  return build('member', spanOf(node, property), {
    object: lower(object),
    property: property.text.replace(/^\$/, ''),
    property_span: spanOf(property),
    optional: node.kind.startsWith('nullsafe_'),
  });
}

function constantAccess(node: CstNode, lower: Lower): SyntaxNode {
  const [object, property] = [node.named[0]!, node.named.at(-1)!];
  return property.kind === 'name' && property !== object
    ? memberOf(node, object, property, lower)
    : lowerOther(node, lower);
}

function staticProperty(node: CstNode, lower: Lower): SyntaxNode {
  const [object, property] = [node.named[0]!, node.named.at(-1)!];
  return property.kind === 'variable_name' ? memberOf(node, object, property, lower) : lowerOther(node, lower);
}
