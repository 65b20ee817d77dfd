import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { BindingNode, FunctionKind, SyntaxNode } from '../node.ts';
import { isVisible, lowerClass, lowerEnumConstant, lowerStaticInitializer } from './lower-class.ts';
import { lowerAnnotation, lowerModifiers, lowerParams, lowerReceiver } from './lower-params.ts';
import { lowerTypes } from './lower-types.ts';

export const DECLARATIONS: LoweringTable = {
  import_declaration: importOf,
  annotation_type_declaration: lowerClass,
  class_declaration: lowerClass,
  enum_declaration: lowerClass,
  interface_declaration: lowerClass,
  record_declaration: lowerClass,
  enum_constant: lowerEnumConstant,
  static_initializer: lowerStaticInitializer,

  annotation: lowerAnnotation,
  marker_annotation: lowerAnnotation,
  receiver_parameter: lowerReceiver,

  method_declaration: (node, lower) => method(node, 'method', lower),
  annotation_type_element_declaration: (node, lower) => method(node, 'method', lower),
  constructor_declaration: (node, lower) => method(node, 'constructor', lower),
  compact_constructor_declaration: (node, lower) => method(node, 'constructor', lower),

  constant_declaration: variables,
  field_declaration: variables,
  local_variable_declaration: variables,
  resource,
};

/** `import a.B;` brings B from a, `import static a.B.C;` brings C from a.B; nobody can list what a `*` brings. */
function importOf(node: CstNode): SyntaxNode {
  const path = node.named[0]!;
  if (node.has('asterisk')) {
    return build('import', node, { source: path.text, items: [], opaque: true, removable: true });
  }
  const name = path.field('name') ?? path;
  const local = named(name, name.text);
  const item = build('import_item', name, { imported: name.text, local, local_name: name.text });
  const source = path.field('scope')?.text ?? '';
  return build('import', node, { source, items: [item], opaque: false, removable: true });
}

function method(node: CstNode, kind: FunctionKind, lower: Lower): SyntaxNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const name = node.field('name')!;
  const body = node.field('body');
  const fallback = node.field('value');
  const list = node.field('parameters');
  return build(
    'function',
    node,
    {
      kind,
      name: named(name, name.text),
      params: lowerParams(list, lower),
      body: body && lower(body),
      implicit_return: false,
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
      is_async: false,
      is_generator: false,
    },
    [...lowerTypes(node, lower), ...(list?.all('receiver_parameter') ?? []).map(lower), fallback && lower(fallback)],
  );
}

function variables(node: CstNode, lower: Lower): SyntaxNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const isField = node.kind !== 'local_variable_declaration';
  const type = node.field('type');
  return build(
    'declaration',
    node,
    {
      bindings: node.all('variable_declarator').map((each) => binding(each, type, lower)),
      constant: node.kind === 'constant_declaration' || words.includes('final'),
      field: isField,
      annotations,
      modifiers: words,
      exported: isField && isVisible(node, words),
    },
    lowerTypes(node, lower),
  );
}

function binding(node: CstNode, type: CstNode | null, lower: Lower): BindingNode {
  const name = node.field('name')!;
  const value = node.field('value');
  return build('binding', node, {
    name: name.kind === 'identifier' ? named(name, name.text) : null,
    type: type && spanOf(type),
    initializer: value && lower(value),
  });
}

/** `try (var a = open(); b)`: the first declares, the second only names. */
function resource(node: CstNode, lower: Lower): SyntaxNode {
  const name = node.field('name');
  const value = node.field('value');
  if (!name || !value) return other(node, node.kind, node.named.map(lower), 'some');
  const { annotations, words } = lowerModifiers(node, lower);
  const type = node.field('type');
  const declared = build('binding', spanOf(name, value), {
    name: name.kind === 'identifier' ? named(name, name.text) : null,
    type: type && spanOf(type),
    initializer: lower(value),
  });
  return build(
    'declaration',
    node,
    { bindings: [declared], constant: true, field: false, annotations, modifiers: words, exported: false },
    lowerTypes(node, lower),
  );
}
