import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { BindingNode, ImportNode, Span, SyntaxNode } from '../node.ts';
import { lowerFunction } from './lower-function.ts';

export const DECLARATIONS: LoweringTable = {
  package_clause: (node) => other(node, node.kind, [], 'some'),
  function_declaration: (node, lower) => lowerFunction(node, 'function', lower),
  method_declaration: (node, lower) => lowerFunction(node, 'method', lower),
  method_elem: (node, lower) => lowerFunction(node, 'method', lower),
  const_declaration: (node, lower) =>
    other(
      node,
      node.kind,
      specsOf(node).map((each) => spec(each, each, lower)),
      'some',
    ),
  short_var_declaration: (node, lower) =>
    declaration(node, node, node.field('left')!.named, null, node.field('right'), lower),
};

/** The lines of a declaration in parentheses, or the one of a declaration without. */
export function specsOf(node: CstNode): readonly CstNode[] {
  const list = node.first('import_spec_list', 'var_spec_list') ?? node;
  return list.all('import_spec', 'var_spec', 'const_spec', 'type_spec', 'type_alias');
}

/**
 * The statements that a declaration stands for: each line of `import (…)`, `var (…)`, `const (…)` and `type (…)` is one, so
 * that it can go alone. Constants that count (`iota`), or repeat what the line above says, stay together.
 */
export function lowerDeclarations(node: CstNode, lower: Lower): readonly SyntaxNode[] | null {
  const specs = specsOf(node);
  const isRigid = node.kind === 'const_declaration' && specs.length > 1 && !specs.every(standsAlone);
  if (specs.length === 0 || isRigid) return null;
  // A line that is all there is takes the words and parentheses around it along.
  const spanFor = (each: CstNode) => (specs.length === 1 ? node : each);
  switch (node.kind) {
    case 'import_declaration':
      return specs.map((each) => lowerImport(each, spanFor(each)));
    case 'var_declaration':
    case 'const_declaration':
      return specs.map((each) => spec(each, spanFor(each), lower));
    case 'type_declaration':
      return specs.map((each) => lowerType(each, spanFor(each), lower));
    default:
      return null;
  }
}

function standsAlone(each: CstNode): boolean {
  return each.field('value') !== null && each.below('iota').length === 0;
}

function spec(node: CstNode, span: Span, lower: Lower): SyntaxNode {
  const names = node.fields('name').filter((each) => each.isNamed);
  return declaration(span, node, names, node.field('type'), node.field('value'), lower);
}

function declaration(
  span: Span,
  node: CstNode,
  names: readonly CstNode[],
  type: CstNode | null,
  value: CstNode | null,
  lower: Lower,
): SyntaxNode {
  const isTop = node.parent?.kind === 'source_file' || node.parent?.parent?.kind === 'source_file';
  const isListed = node.parent?.kind === 'var_spec_list' && node.parent.parent?.parent?.kind === 'source_file';
  const [first] = names;
  const binding =
    names.length === 1 && first
      ? bindingOf(spanOf(first, node), first, type, value, lower)
      : build(
          'binding',
          spanOf(first!, node),
          { name: null, type: type && spanOf(type), initializer: value && lower(value) },
          [...names.map((each) => bindingOf(each, each, null, null, lower)), type && lower(type)],
        );
  return build('declaration', span, {
    bindings: [binding],
    constant: node.kind === 'const_spec',
    field: false,
    annotations: [],
    modifiers: node.kind === 'short_var_declaration' ? [':='] : [],
    exported: isTop || isListed,
  });
}

/** `_` declares nothing. */
export function bindingOf(
  span: Span,
  name: CstNode,
  type: CstNode | null,
  value: CstNode | null,
  lower: Lower,
): BindingNode {
  return build(
    'binding',
    span,
    {
      name: name.kind === 'identifier' && name.text !== '_' ? named(name, name.text) : null,
      type: type && spanOf(type),
      initializer: value && lower(value),
    },
    [name.kind === 'identifier' ? null : lower(name), type && lower(type)],
  );
}

function lowerImport(node: CstNode, span: Span): ImportNode {
  const path = node.field('path')!;
  const source = path.text.slice(1, -1);
  const alias = node.field('name');
  const opaque = alias?.kind === 'dot' || alias?.kind === 'blank_identifier';
  const local = alias ? named(alias, alias.text) : null;
  const localName = alias?.text ?? packageName(source, node);
  const item = build('import_item', node, { imported: '*', local, local_name: localName });
  return build('import', span, { source, items: opaque ? [] : [item], opaque, removable: true });
}

/**
 * A package is called as its files say, which are not here: mostly the last part of its path, without a version, `go-` or
 * `-go`. What the file uses decides.
 */
function packageName(path: string, node: CstNode): string {
  const parts = path.split('/').filter((part) => !/^v\d+$/.test(part));
  const last = (parts.at(-1) ?? path).replace(/\.v\d+$/, '');
  const guesses = [last, last.replace(/^go-|[-.]go$/g, ''), last.replaceAll('-', ''), last.split(/[-.]/).at(-1)!];
  let root = node;
  while (root.parent) root = root.parent;
  const isUsed = (guess: string) => new RegExp(String.raw`(?<![\w.])${guess}\s*\.`).test(root.text);
  return guesses.find((guess) => /^\w+$/.test(guess) && isUsed(guess)) ?? last;
}

/** Structs are classes, interfaces are interfaces, and other types have no members; type parameters count as types. */
function lowerType(node: CstNode, span: Span, lower: Lower): SyntaxNode {
  const name = node.field('name')!;
  const type = node.field('type')!;
  const body = type.kind === 'struct_type' ? type.first('field_declaration_list') : type;
  const isStruct = type.kind === 'struct_type';
  const hasMembers = isStruct || type.kind === 'interface_type';
  const members = hasMembers ? body!.named.map((each) => (isStruct ? field(each, lower) : lower(each))) : [];
  const open = hasMembers ? body!.first('{')! : null;
  const types = node.field('type_parameters');
  return build(
    'class',
    span,
    {
      kind: isStruct ? 'class' : 'interface',
      name: named(name, name.text),
      supers: [],
      members,
      inner: open && { start: open.end, end: body!.last('}')!.start },
      annotations: [],
      modifiers: [],
      exported: true,
    },
    [
      types && other(types, types.kind, types.named.flatMap((each) => each.fields('type')).map(lower), 'none'),
      hasMembers ? null : lower(type),
    ],
  );
}

/** `A, b int` with its tag, or an embedded type. */
function field(node: CstNode, lower: Lower): SyntaxNode {
  const names = node.fields('name').filter((each) => each.isNamed);
  const rest = node.named.filter((each) => !names.includes(each)).map(lower);
  if (names.length === 0) return other(node, node.kind, rest, 'none');
  return build(
    'declaration',
    node,
    {
      bindings: names.map((each) =>
        build('binding', each, { name: named(each, each.text), type: null, initializer: null }),
      ),
      constant: false,
      field: true,
      annotations: [],
      modifiers: [],
      exported: true,
    },
    rest,
  );
}
