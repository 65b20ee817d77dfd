import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { BindingNode, FunctionKind, FunctionNode, SyntaxNode } from '../node.ts';
import { lowerArguments } from './lower-call.ts';
import { isVisible, lowerConstraints, lowerModifiers, lowerType } from './lower-modifiers.ts';
import { lowerParams } from './lower-params.ts';

export const DECLARATIONS: LoweringTable = {
  using_directive: using,
  global_attribute: (node) => other(node, node.kind, [], 'some'),
  extern_alias_directive: (node) => other(node, node.kind, [], 'some'),
  delegate_declaration: (node, lower) =>
    other(
      node,
      node.kind,
      [lowerType(node.field('type'), lower), ...lowerParams(node.field('parameters'), lower)],
      'some',
      true,
    ),
  field_declaration: (node, lower) => variables(node, true, lower),
  event_field_declaration: (node, lower) => variables(node, true, lower),
  local_declaration_statement: (node, lower) => variables(node, false, lower),
  variable_declaration: (node, lower) => declaration(node, node, false, lower),
  method_declaration: (node, lower) => functionOf(node, 'method', lower),
  constructor_declaration: (node, lower) => functionOf(node, 'constructor', lower),
  local_function_statement: (node, lower) => functionOf(node, 'function', lower),
  destructor_declaration: (node, lower) => functionOf(node, 'constructor', lower),
  operator_declaration: (node, lower) => functionOf(node, 'method', lower),
  conversion_operator_declaration: (node, lower) => functionOf(node, 'method', lower),
  constructor_initializer: (node, lower) =>
    other(node, node.kind, lowerArguments(node.first('argument_list'), lower), 'some'),
};

/** `using A.B` and `using static A.B` bring names that nobody can list, `using X = A.B` brings one. */
function using(node: CstNode, lower: Lower): SyntaxNode {
  const path = node.named.at(-1)!;
  const alias = node.has('=') ? node.named[0]! : null;
  if (!alias) return build('import', node, { source: path.text, items: [], opaque: true, removable: true });
  const dot = path.text.lastIndexOf('.');
  const local = named(alias, alias.text);
  const item = build('import_item', spanOf(alias, path), {
    imported: path.text.slice(dot + 1),
    local,
    local_name: alias.text,
  });
  const source = dot === -1 ? '' : path.text.slice(0, dot);
  const types = path.kind === 'generic_name' ? [lower(path)] : [];
  return build(
    'import',
    node,
    { source, items: types.length > 0 ? [] : [item], opaque: types.length > 0, removable: true },
    types,
  );
}

function variables(node: CstNode, field: boolean, lower: Lower): SyntaxNode {
  return declaration(node, node.first('variable_declaration')!, field, lower);
}

function declaration(node: CstNode, inner: CstNode, field: boolean, lower: Lower): SyntaxNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const type = inner.field('type');
  return build(
    'declaration',
    node,
    {
      bindings: inner.all('variable_declarator').map((each) => binding(each, type, lower)),
      constant: words.includes('const') || words.includes('readonly'),
      field,
      annotations,
      modifiers: words,
      exported: field && isVisible(node, words),
    },
    [lowerType(type, lower)],
  );
}

function binding(node: CstNode, type: CstNode | null, lower: Lower): BindingNode {
  const name = node.field('name');
  const pattern = node.first('tuple_pattern');
  const equals = node.first('=');
  const value = equals && node.children[node.children.indexOf(equals) + 1]!;
  return build(
    'binding',
    node,
    {
      name: name?.kind === 'identifier' ? named(name, name.text.replace(/^@/, '')) : null,
      type: type && spanOf(type),
      initializer: value && lower(value),
    },
    [pattern && lower(pattern)],
  );
}

/** Operators and conversions have no name that a call could say; a destructor is called by nobody. */
function functionOf(node: CstNode, kind: FunctionKind, lower: Lower): FunctionNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const name =
    node.kind === 'method_declaration' || node.kind === 'local_function_statement' ? node.field('name') : null;
  const body = node.first('block', 'arrow_expression_clause');
  const initializer = node.first('constructor_initializer');
  return build(
    'function',
    node,
    {
      kind,
      name: name && named(name, name.text),
      params: lowerParams(node.field('parameters'), lower),
      body: body && lower(body.kind === 'block' ? body : body.named[0]!),
      implicit_return: body?.kind === 'arrow_expression_clause',
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
      is_async: words.includes('async'),
      is_generator: (body?.below('yield_statement').length ?? 0) > 0,
    },
    [
      lowerType(node.field('returns') ?? node.field('type'), lower),
      ...lowerConstraints(node, lower),
      initializer && lower(initializer),
    ],
  );
}
