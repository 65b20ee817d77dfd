import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeNumber, decodeString } from '../cst/decode-literal.ts';
import { lowerChain } from '../cst/lowering.ts';
import type { FlatPart, Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import { chainRules } from '../cst/operators.ts';
import type { ParamNode, SyntaxNode } from '../node.ts';
import { JAVA_OPERATORS } from './java-operators.ts';
import { lowerParams } from './lower-params.ts';

const RULES = chainRules(JAVA_OPERATORS);

const chain: Lowering = (node, lower) => lowerChain(node, (each) => flatten(each, lower), lower, RULES);

const name: Lowering = (node) => named(node, node.text);

const number: Lowering = (node) => {
  const value = decodeNumber(node.text);
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
};

const list: Lowering = (node, lower) => build('list', node, { items: node.named.map(lower) });

export const EXPRESSIONS: LoweringTable = {
  assignment_expression: chain,
  binary_expression: chain,
  cast_expression: chain,
  instanceof_expression: chain,
  ternary_expression: chain,
  unary_expression: chain,
  update_expression: update,

  identifier: name,
  type_identifier: name,
  this: name,
  super: name,
  scoped_identifier: dotted,
  scoped_type_identifier: dotted,
  field_access: dotted,
  array_access: (node, lower) =>
    build('index', node, { object: lower(node.field('array')!), index: lower(node.field('index')!) }),

  true: (node) => build('literal', node, { value: true }),
  false: (node) => build('literal', node, { value: false }),
  null_literal: (node) => build('literal', node, { value: null }),
  decimal_integer_literal: number,
  hex_integer_literal: number,
  binary_integer_literal: number,
  decimal_floating_point_literal: number,
  string_literal: string,

  parenthesized_expression: (node, lower) => build('group', node, { inner: lower(node.named[0]!) }),
  array_initializer: list,
  element_value_array_initializer: list,
  lambda_expression: lambda,
  method_reference: reference,
  type_pattern: pattern,
  record_pattern_component: pattern,
};

/** One operator taken apart; what it encloses (a cast's type, the middle of a ternary) is lowered on its own. */
function flatten(node: CstNode, lower: Lower): readonly FlatPart[] | null {
  const sub = (field: string): FlatPart => ({ part: 'chain', node: node.field(field)! });
  switch (node.kind) {
    case 'assignment_expression':
    case 'binary_expression': {
      const operator = node.children.find((child) => !child.isNamed)!;
      return [sub('left'), { part: 'infix', operator: { text: operator.kind, ...spanOf(operator) } }, sub('right')];
    }
    case 'unary_expression': {
      const operator = node.children[0]!;
      return [{ part: 'prefix', operator: { text: operator.kind, ...spanOf(operator) } }, sub('operand')];
    }
    case 'cast_expression': {
      const types = node.fields('type').map(lower);
      const between = types.length === 1 ? types[0]! : other(spanOf(types[0]!, types.at(-1)!), 'types', types, 'none');
      const operator = { text: '(cast)', between, ...spanOf(node.children[0]!, node.last(')')!) };
      return [{ part: 'prefix', operator }, sub('value')];
    }
    case 'ternary_expression': {
      const operator = {
        text: '?',
        between: lower(node.field('consequence')!),
        ...spanOf(node.first('?')!, node.first(':')!),
      };
      return [sub('condition'), { part: 'infix', operator }, sub('alternative')];
    }
    case 'instanceof_expression': {
      const operator = node.first('instanceof')!;
      const tested = node.children.slice(node.children.indexOf(operator) + 1);
      const span = spanOf(tested[0]!, tested.at(-1)!);
      return [
        sub('left'),
        { part: 'infix', operator: { text: 'instanceof', ...spanOf(operator) } },
        { part: 'operand', operand: other(span, 'type_pattern', patternParts(tested, lower), 'none') },
      ];
    }
    default:
      return null;
  }
}

function pattern(node: CstNode, lower: Lower): SyntaxNode {
  return other(node, node.kind, patternParts(node.children, lower), 'none');
}

/** `final String s`: the last name is declared, what stands before it is the type. */
function patternParts(parts: readonly CstNode[], lower: Lower): readonly SyntaxNode[] {
  const last = parts.at(-1)!;
  const declares = last.kind === 'identifier' && parts.length > 1;
  const types = parts.filter(
    (part) => part.isNamed && part.kind !== 'modifiers' && part.text !== 'var' && part.kind !== 'underscore_pattern',
  );
  const lowered = (declares ? types.slice(0, -1) : types).map(lower);
  if (!declares) return lowered;
  return [...lowered, build('binding', last, { name: named(last, last.text), type: null, initializer: null })];
}

function update(node: CstNode, lower: Lower): SyntaxNode {
  const operand = node.named[0]!;
  const isPrefix = operand !== node.children[0];
  const operator = isPrefix ? node.children[0]! : node.children.at(-1)!;
  return other(node, `${isPrefix ? 'prefix' : 'postfix'} ${operator.kind}`, [lower(operand)], 'some');
}

/** `a.b`, `a.B` in types, `Outer.this`. Annotations and type arguments within are kept as further children. */
function dotted(node: CstNode, lower: Lower): SyntaxNode {
  const property = node.field('field') ?? node.field('name') ?? node.named.at(-1)!;
  const object = node.field('object') ?? node.field('scope') ?? node.named[0]!;
  if (object.text === 'Boolean' && /^(TRUE|FALSE)$/.test(property.text)) {
    return build('literal', node, { value: property.text === 'TRUE' });
  }
  const rest = node.named.filter((child) => child !== property && child !== object).map(lower);
  return build(
    'member',
    node,
    { object: lower(object), property: property.text, property_span: spanOf(property), optional: false },
    rest,
  );
}

function string(node: CstNode): SyntaxNode {
  const isPlain = node.children[0]?.kind === '"' && !node.has('string_interpolation');
  const value = isPlain ? decodeString(node.text.slice(1, -1)) : null;
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
}

function lambda(node: CstNode, lower: Lower): SyntaxNode {
  const body = node.field('body')!;
  return build('function', node, {
    kind: 'lambda',
    name: null,
    params: lambdaParams(node.field('parameters')!, lower),
    body: lower(body),
    implicit_return: body.kind !== 'block',
    annotations: [],
    modifiers: [],
    exported: false,
    is_async: false,
    is_generator: false,
  });
}

function lambdaParams(node: CstNode, lower: Lower): readonly ParamNode[] {
  if (node.kind === 'formal_parameters') return lowerParams(node, lower);
  const names = node.kind === 'identifier' ? [node] : node.named;
  return names.map((each) =>
    build('param', each, {
      name: each.kind === 'identifier' ? named(each, each.text) : null,
      label: null,
      default_value: null,
      rest: false,
      annotations: [],
      is_field: false,
    }),
  );
}

/** `Foo::bar` reads the method like a field; `Foo::new` makes something. */
function reference(node: CstNode, lower: Lower): SyntaxNode {
  const target = node.named[0]!;
  const property = node.named.at(-1)!;
  if (property === target || property.kind !== 'identifier') {
    return other(node, node.kind, node.named.map(lower), 'none');
  }
  return build(
    'member',
    node,
    { object: lower(target), property: property.text, property_span: spanOf(property), optional: false },
    node.named.slice(1, -1).map(lower),
  );
}
