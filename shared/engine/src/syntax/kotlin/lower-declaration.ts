import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { FunctionKind, FunctionNode, ParamNode, SyntaxNode } from '../node.ts';
import { lowerArguments } from './lower-arguments.ts';
import { lowerVariable } from './lower-binding.ts';
import { isMember, isVisible } from './lower-class.ts';
import { lowerAnnotation, lowerModifiers } from './lower-modifiers.ts';
import { lowerFunctionBody, lowerParams } from './lower-params.ts';
import { isType, lowerTypes, nameOf } from './lower-type.ts';

export const DECLARATIONS: LoweringTable = {
  import: importOf,
  function_declaration: functionOf,
  secondary_constructor: constructorOf,
  property_declaration: property,
  annotation: lowerAnnotation,
};

/** `import a.b.C`, `import a.b.C as D`, `import a.b.*`. */
function importOf(node: CstNode): SyntaxNode {
  const path = node.first('qualified_identifier', 'identifier')!;
  const names = path.kind === 'identifier' ? [path] : path.all('identifier');
  if (node.has('*'))
    return build('import', node, { source: sourceOf(names), items: [], opaque: true, removable: true });
  const last = names.at(-1)!;
  const local = node.has('as') ? node.named.at(-1)! : last;
  const item = build('import_item', spanOf(last, local), {
    imported: nameOf(last),
    local: named(local, nameOf(local)),
    local_name: nameOf(local),
  });
  return build('import', node, { source: sourceOf(names.slice(0, -1)), items: [item], opaque: false, removable: true });
}

function sourceOf(names: readonly CstNode[]): string {
  return names.map(nameOf).join('.');
}

function functionOf(node: CstNode, lower: Lower): FunctionNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const name = node.field('name')!;
  const body = node.first('function_body');
  return build(
    'function',
    node,
    {
      kind: isMember(node) ? 'method' : 'function',
      name: named(name, nameOf(name)),
      params: lowerParams(node.first('function_value_parameters'), lower),
      body: lowerFunctionBody(body, lower),
      implicit_return: body?.has('=') ?? false,
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
      is_async: words.includes('suspend'),
      is_generator: false,
    },
    typesOf(node, name, lower),
  );
}

/** A type before the name is the receiver of an extension. */
function typesOf(node: CstNode, name: CstNode, lower: Lower): readonly SyntaxNode[] {
  const receiver = node.named.find((child) => isType(child) && child.start < name.start);
  const types = lowerTypes(node, lower);
  return types.map((type) => (type.start === receiver?.start ? other(receiver, 'receiver', [type], 'none') : type));
}

function constructorOf(node: CstNode, lower: Lower): FunctionNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const delegation = node.first('constructor_delegation_call');
  const body = node.first('block');
  return build(
    'function',
    node,
    {
      kind: 'constructor',
      name: null,
      params: lowerParams(node.first('function_value_parameters'), lower),
      body: body && lower(body),
      implicit_return: false,
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
      is_async: false,
      is_generator: false,
    },
    [
      delegation &&
        other(delegation, delegation.kind, lowerArguments(delegation.first('value_arguments'), lower), 'some'),
    ],
  );
}

/**
 * A `val` that is nothing but a getter is a getter of that name. Where accessors or a delegate stand beside a value, reading
 * the property is not reading that value, so it is no initialiser.
 */
function property(node: CstNode, lower: Lower): SyntaxNode {
  const variable = node.first('variable_declaration', 'multi_variable_declaration')!;
  const getter = node.first('getter');
  const setter = node.first('setter');
  const equals = node.first('=');
  const value = equals && node.children[node.children.indexOf(equals) + 1]!;
  const delegate = node.first('property_delegate');
  const computes = getter?.first('function_body') ?? null;
  if (computes && !setter && !value && !delegate && variable.kind === 'variable_declaration') {
    return getterOf(node, variable, computes, lower);
  }
  const { annotations, words } = lowerModifiers(node, lower);
  const isHidden = computes !== null || delegate !== null;
  const lowered = value && lower(value);
  const behind = delegate ? lower(delegate.named[0]!) : isHidden ? lowered : null;
  return build(
    'declaration',
    node,
    {
      bindings: [lowerVariable(variable, lower, isHidden ? null : lowered, behind)],
      constant: node.has('val'),
      field: isMember(node),
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
    },
    [
      ...lowerTypes(node, lower),
      getter && accessor(getter, 'getter', lower),
      setter && accessor(setter, 'setter', lower),
    ],
  );
}

function getterOf(node: CstNode, variable: CstNode, body: CstNode, lower: Lower): FunctionNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const name = variable.first('identifier')!;
  return build(
    'function',
    node,
    {
      kind: 'getter',
      name: named(name, nameOf(name)),
      params: [],
      body: lowerFunctionBody(body, lower),
      implicit_return: body.has('='),
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
      is_async: false,
      is_generator: false,
    },
    [...typesOf(node, variable, lower), ...lowerTypes(variable, lower)],
  );
}

function accessor(node: CstNode, kind: FunctionKind, lower: Lower): FunctionNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const body = node.first('function_body');
  const name = node.first('identifier');
  return build(
    'function',
    node,
    {
      kind,
      name: null,
      params: name ? [setterParam(name)] : [],
      body: lowerFunctionBody(body, lower),
      implicit_return: body?.has('=') ?? false,
      annotations,
      modifiers: words,
      exported: false,
      is_async: false,
      is_generator: false,
    },
    lowerTypes(node, lower),
  );
}

function setterParam(name: CstNode): ParamNode {
  return build('param', name, {
    name: named(name, nameOf(name)),
    label: null,
    default_value: null,
    rest: false,
    annotations: [],
    is_field: false,
  });
}
