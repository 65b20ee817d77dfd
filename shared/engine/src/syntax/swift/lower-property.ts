import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { BindingNode, BlockNode, FunctionKind, FunctionNode, NameNode, SyntaxNode } from '../node.ts';
import { isSingleValue } from './implicit-return.ts';
import { isMember, isVisible, lowerModifiers } from './lower-modifiers.ts';
import { lowerPattern } from './lower-pattern.ts';
import { lowerTypes } from './lower-type.ts';
import { lowerBlock } from './statement-list.ts';

export const PROPERTIES: LoweringTable = {
  property_declaration: property,
  protocol_property_declaration: requirement,
  subscript_declaration: (node, lower) =>
    other(
      node,
      node.kind,
      [...lowerTypes(node, lower), ...accessorsOf(node.first('computed_property'), lower)],
      'some',
      true,
    ),
};

/** A `let` or `var` that only computes is a getter of that name. */
function property(node: CstNode, lower: Lower): SyntaxNode {
  const computed = node.first('computed_property');
  const patterns = node.all('pattern');
  const getter = computed && !node.has('=') && patterns.length === 1 ? onlyGetter(computed, lower) : null;
  if (getter) return getterOf(node, patterns[0]!, getter, lower);
  const { annotations, words } = lowerModifiers(node, lower);
  return build('declaration', node, {
    bindings: patterns.map((pattern, index) => binding(node, pattern, patterns[index + 1] ?? null, lower)),
    constant: node.first('value_binding_pattern')?.text === 'let',
    field: isMember(node),
    annotations,
    modifiers: words,
    exported: node.parent?.kind !== 'statements' && isVisible(node, words),
  });
}

/** A name with everything up to the next: its type, its value, its accessors and observers. */
function binding(node: CstNode, pattern: CstNode, next: CstNode | null, lower: Lower): BindingNode {
  const { children } = node;
  const from = children.indexOf(pattern) + 1;
  const own = children.slice(from, next ? children.indexOf(next) : undefined).filter((child) => child.kind !== ',');
  const equals = own.findIndex((child) => child.kind === '=');
  const value = equals === -1 ? null : lower(own[equals + 1]!);
  const type = own.find((child) => child.kind === 'type_annotation') ?? null;
  const accessors = own.filter((child) => child.kind === 'computed_property' || child.kind === 'willset_didset_block');
  const lowered = lowerPattern(pattern, true, lower);
  const last = own.at(-1) ?? pattern;
  const isObserved = accessors.length > 0;
  return build(
    'binding',
    spanOf(pattern, last),
    {
      name: lowered.role === 'binding' ? (lowered.name as NameNode) : null,
      type: type && spanOf(type),
      initializer: isObserved ? null : value,
    },
    [
      ...(lowered.role === 'binding' ? [] : [lowered]),
      type && lower(type),
      value,
      ...accessors.flatMap((each) => accessorsOf(each, lower)),
    ],
  );
}

/** The body of a computed property that cannot be set; null for one that can. */
function onlyGetter(node: CstNode, lower: Lower): BlockNode | null {
  if (node.has('computed_setter', 'computed_modify')) return null;
  const inner = node.first('computed_getter') ?? node;
  const [open, close] = [inner.first('{'), inner.last('}')];
  return open && close ? lowerBlock(open, close, inner.first('statements'), lower) : null;
}

function getterOf(node: CstNode, pattern: CstNode, body: BlockNode, lower: Lower): SyntaxNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const name = pattern.first('simple_identifier');
  return build(
    'function',
    node,
    {
      kind: 'getter',
      name: name && named(name, name.text.replaceAll('`', '')),
      params: [],
      body,
      implicit_return: isSingleValue(body.body, true),
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
      is_async: false,
      is_generator: false,
    },
    node.all('type_annotation').map(lower),
  );
}

const ACCESSORS: Readonly<Record<string, FunctionKind>> = {
  computed_getter: 'getter',
  computed_modify: 'setter',
  computed_setter: 'setter',
  didset_clause: 'setter',
  willset_clause: 'setter',
};

/** `{ get { … } set { … } }`, `{ didSet { … } }`, or a getter without a word. */
function accessorsOf(node: CstNode | null, lower: Lower): readonly SyntaxNode[] {
  if (!node) return [];
  const clauses = node.named.filter((child) => child.kind in ACCESSORS);
  if (clauses.length > 0) return clauses.flatMap((each) => accessor(each, ACCESSORS[each.kind]!, lower) ?? []);
  const getter = accessor(node, 'getter', lower);
  return getter ? [getter] : [];
}

function accessor(node: CstNode, kind: FunctionKind, lower: Lower): FunctionNode | null {
  const [open, close] = [node.first('{'), node.last('}')];
  if (!open || !close) return null;
  const body = lowerBlock(open, close, node.first('statements'), lower);
  const name = node.first('simple_identifier');
  return build('function', node, {
    kind,
    name: null,
    params: name ? [parameter(name)] : [],
    body,
    implicit_return: kind === 'getter' && isSingleValue(body.body, true),
    annotations: [],
    modifiers: [],
    exported: false,
    is_async: false,
    is_generator: false,
  });
}

function parameter(name: CstNode) {
  return build('param', name, {
    name: named(name, name.text),
    label: null,
    default_value: null,
    rest: false,
    annotations: [],
    is_field: false,
  });
}

function requirement(node: CstNode, lower: Lower): SyntaxNode {
  const name = node.first('pattern')!.first('simple_identifier')!;
  const { annotations, words } = lowerModifiers(node, lower);
  const declared = build('binding', name, { name: named(name, name.text), type: null, initializer: null });
  return build(
    'declaration',
    node,
    { bindings: [declared], constant: false, field: true, annotations, modifiers: words, exported: true },
    lowerTypes(node, lower),
  );
}
