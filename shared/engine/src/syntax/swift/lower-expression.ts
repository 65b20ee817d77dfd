import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import { decodeNumber, decodeString } from '../cst/decode-literal.ts';
import type { Lower, Lowering, LoweringTable } from '../cst/lowering.ts';
import type { ParamNode, SyntaxNode } from '../node.ts';
import { ARGUMENTS } from './lower-call.ts';
import { Unreadable } from '../cst/unreadable.ts';
import { isSingleValue } from './implicit-return.ts';
import { lowerTypes } from './lower-type.ts';
import { lowerStatements } from './statement-list.ts';

const number: Lowering = (node) => {
  const value = decodeNumber(node.text);
  return value === null ? other(node, node.kind, [], 'none') : build('literal', node, { value });
};

const holes: Lowering = (node, lower) =>
  other(
    node,
    node.kind,
    node.below('interpolated_expression').flatMap((each) => each.named.map(lower)),
    'none',
  );

export const EXPRESSIONS: LoweringTable = {
  ...ARGUMENTS,
  simple_identifier: identifier,
  self_expression: (node) => named(node, 'self'),
  super_expression: (node) => named(node, 'super'),
  boolean_literal: (node) => build('literal', node, { value: node.text === 'true' }),
  nil: (node) => build('literal', node, { value: null }),
  integer_literal: number,
  hex_literal: number,
  oct_literal: number,
  bin_literal: number,
  real_literal: number,
  line_string_literal: string,
  multi_line_string_literal: holes,
  raw_string_literal: holes,
  tuple_expression: tuple,
  array_literal: (node, lower) => build('list', node, { items: node.named.map(lower) }),
  dictionary_literal: dictionary,
  lambda_literal: lambda,
};

/** Words that begin something; where the grammar takes one for a name it has misread what follows. */
const RESERVED =
  /^(?:as|await|break|case|catch|class|continue|defer|do|else|enum|for|func|guard|if|import|in|is|let|repeat|return|struct|switch|throw|try|var|while)$/;

/** `$isOn` hands out the wrapper of the property `isOn`, through which it can be changed; `$0` is an argument. */
function identifier(node: CstNode): SyntaxNode {
  const name = node.text.replaceAll('`', '');
  if (name === 'fallthrough') return other(node, name, [], 'some');
  if (RESERVED.test(node.text)) throw new Unreadable(`The parser takes "${node.text}" for a name`, node.start);
  if (!/^\$[^\d]/.test(name)) return named(node, name);
  return other(node, 'projected_reference', [named({ start: node.start + 1, end: node.end }, name.slice(1))], 'none');
}

function string(node: CstNode, lower: Lower): SyntaxNode {
  const value = node.has('interpolated_expression') ? null : decodeString(node.text.slice(1, -1));
  return value === null ? holes(node, lower) : build('literal', node, { value });
}

/** `(a)` is a; everything else is a tuple. */
function tuple(node: CstNode, lower: Lower): SyntaxNode {
  const values = node.fields('value');
  const [only] = values;
  if (only && values.length === 1 && !node.has(':')) return build('group', node, { inner: lower(only) });
  if (node.has(':')) return other(node, node.kind, values.map(lower), 'none');
  return build('list', node, { items: values.map(lower) });
}

function dictionary(node: CstNode, lower: Lower): SyntaxNode {
  const entries = node.all(':').flatMap((colon) => {
    const at = node.children.indexOf(colon);
    const [before, after] = [node.children[at - 1]!, node.children[at + 1]!];
    if (before.kind === '[') return [];
    const key = lower(before);
    const text = key.role === 'literal' && typeof key.value === 'string' ? key.value : null;
    return [build('entry', spanOf(before, after), { key: text, value: lower(after), shorthand: false }, [key])];
  });
  return build('object', node, { entries });
}

function lambda(node: CstNode, lower: Lower): SyntaxNode {
  const signature = node.first('lambda_function_type');
  const captures = node.first('capture_list');
  const keyword = node.first('in');
  const statements = node.first('statements');
  const start = (keyword ?? node.children[0]!).end;
  const end = node.children.at(-1)!.start;
  const body = statements ? lowerStatements(statements.children, lower) : [];
  const within = body[0] ? { start: body[0].start, end: body.at(-1)!.end } : { start, end: start };
  return build(
    'function',
    node,
    {
      kind: 'lambda',
      name: null,
      params: signature ? lambdaParams(signature, lower) : [],
      body: build('block', keyword ? within : node, {
        delimiters: keyword ? 'layout' : 'braces',
        inner: { start, end },
        body,
      }),
      implicit_return: isSingleValue(body, signature?.has('->') ?? false),
      annotations: [],
      modifiers: [],
      exported: false,
      is_async: signature?.has('async') ?? false,
      is_generator: false,
    },
    [captures && captured(captures, lower), ...(signature ? lowerTypes(signature, lower) : [])],
  );
}

function lambdaParams(signature: CstNode, lower: Lower): readonly ParamNode[] {
  return signature.below('lambda_parameter').map((node) => {
    const name = node.all('simple_identifier').at(-1);
    return build(
      'param',
      node,
      {
        name: name && name.text !== '_' ? named(name, name.text) : null,
        label: null,
        default_value: null,
        rest: false,
        annotations: [],
        is_field: false,
      },
      lowerTypes(node, lower),
    );
  });
}

/** `[weak self, x]` uses names of the outside; `[y = f()]` declares one. */
function captured(node: CstNode, lower: Lower): SyntaxNode {
  const items = node.all('capture_list_item').map((item) => {
    const name = item.field('name')!;
    const value = item.field('value');
    if (!value) return other(item, 'captured_reference', [lower(name)], 'none');
    const declared = named(name, name.text);
    return other(
      item,
      item.kind,
      [build('binding', spanOf(name, value), { name: declared, type: null, initializer: lower(value) })],
      'none',
    );
  });
  return other(node, node.kind, items, 'none');
}
