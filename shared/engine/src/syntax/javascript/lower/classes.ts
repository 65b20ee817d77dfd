import { child, children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { build, named, other } from '../../cst/build-node.ts';
import type { ClassNode, SyntaxNode } from '../../node.ts';
import { lowerAnnotations } from './annotations.ts';
import type { LowerContext, LoweringTable } from './context.ts';
import { declarationSpan } from './declaration-span.ts';
import { lowerMethod, lowerStaticBlock } from './functions.ts';
import { keyOf } from './key-of.ts';

export const classLowerings: LoweringTable = {
  ClassDeclaration: lowerClass,
  PropertyDefinition: lowerField,
  AccessorProperty: lowerField,
  TSAbstractPropertyDefinition: lowerField,
  TSAbstractAccessorProperty: lowerField,
  MethodDefinition: lowerMember,
  TSAbstractMethodDefinition: lowerMember,
  StaticBlock: lowerStaticBlock,
  TSIndexSignature: (node, context) => context.types(node)[0]!,
  TSInterfaceDeclaration: (node, context) => lowerType(node, context, ['interface']),
  TSTypeAliasDeclaration: (node, context) => lowerType(node, context, ['type']),
  TSEnumDeclaration: lowerEnum,
  TSEnumMember: lowerEnumMember,
  TSModuleDeclaration: lowerNamespace,
};

export function lowerClass(node: JsNode, context: LowerContext): ClassNode {
  const id = child(node, 'id');
  const body = child(node, 'body')!;
  const heritage = child(node, 'superClass');
  const contracts = children(node, 'implements');
  const exporting = context.exporting.get(node);
  const textOf = (each: JsNode) => context.text.slice(each.start, each.end);
  const lowered = build(
    'class',
    declarationSpan(node, context),
    {
      kind: 'class',
      name: id && context.name(id),
      supers: [...(heritage ? [heritage] : []), ...contracts.map((each) => child(each, 'expression') ?? each)].map(
        textOf,
      ),
      members: context.lowerList(body, 'body'),
      inner: { start: body.start + 1, end: body.end - 1 },
      annotations: lowerAnnotations(node, context),
      modifiers: modifiersOf(node, context),
      exported: exporting !== undefined || context.isExported(id),
    },
    [
      heritage && context.lower(heritage),
      ...context.types(child(node, 'typeParameters'), child(node, 'superTypeArguments'), ...contracts),
    ],
  );
  context.declare(id, lowered);
  context.scopes.set(node, lowered);
  return lowered;
}

function modifiersOf(node: JsNode, context: LowerContext): string[] {
  const words = ['declare', 'static', 'abstract', 'override', 'readonly'].filter((word) => node[word] === true);
  const access = typeof node['accessibility'] === 'string' ? [node['accessibility']] : [];
  return [...(context.exporting.get(node)?.words ?? []), ...access, ...words];
}

function lowerMember(node: JsNode, context: LowerContext): SyntaxNode {
  const isAbstract = node.type.startsWith('TSAbstract');
  const words = [...modifiersOf(node, context), ...(isAbstract ? ['abstract'] : [])];
  return lowerMethod(node, context, lowerAnnotations(node, context), words);
}

function lowerField(node: JsNode, context: LowerContext): SyntaxNode {
  const key = child(node, 'key')!;
  const name = keyOf(node);
  const annotations = lowerAnnotations(node, context);
  const annotation = child(node, 'typeAnnotation');
  const value = child(node, 'value');
  const binding = build(
    'binding',
    // Decorators and modifiers belong to the declaration.
    {
      start: keyStart(node, context),
      end: value ? context.outer(value).end : (annotation?.end ?? keyEnd(node, context)),
    },
    {
      name: name === null ? null : named(key, name),
      type: annotation && { start: annotation.start, end: annotation.end },
      initializer: value && context.lower(value),
    },
    [name === null ? context.lower(key) : null, ...context.types(annotation)],
  );
  if (value) context.scopes.set(value, binding);
  return build('declaration', node, {
    bindings: [binding],
    constant: node['readonly'] === true,
    field: true,
    annotations,
    modifiers: [
      ...modifiersOf(node, context),
      ...(node.type.includes('Accessor') ? ['accessor'] : []),
      ...(node.type.startsWith('TSAbstract') ? ['abstract'] : []),
    ],
    exported: node['accessibility'] !== 'private' && key.type !== 'PrivateIdentifier',
  });
}

/** A computed key starts at its bracket. */
function keyStart(node: JsNode, context: LowerContext): number {
  const key = context.outer(child(node, 'key')!);
  return node['computed'] === true ? context.skipBlanksBack(key.start) - 1 : key.start;
}

function keyEnd(node: JsNode, context: LowerContext): number {
  const key = context.outer(child(node, 'key')!);
  return node['computed'] === true ? context.skipBlanks(key.end) + 1 : key.end;
}

/** Interfaces and type aliases: nothing of them is there when the program runs. */
function lowerType(node: JsNode, context: LowerContext, words: readonly string[]): SyntaxNode {
  const id = child(node, 'id')!;
  const lowered = build(
    'class',
    declarationSpan(node, context),
    {
      kind: 'interface',
      name: context.name(id),
      supers: [],
      members: [],
      inner: null,
      annotations: [],
      modifiers: [...modifiersOf(node, context), ...words],
      exported: context.exporting.has(node) || context.isExported(id),
    },
    context.types(
      child(node, 'typeParameters'),
      ...children(node, 'extends'),
      child(node, 'body') ?? child(node, 'typeAnnotation'),
    ),
  );
  context.declare(id, lowered);
  context.scopes.set(node, lowered);
  return lowered;
}

function lowerEnum(node: JsNode, context: LowerContext): SyntaxNode {
  const id = child(node, 'id')!;
  const body = child(node, 'body')!;
  const lowered = build('class', declarationSpan(node, context), {
    kind: 'enum',
    name: context.name(id),
    supers: [],
    members: context.lowerList(body, 'members'),
    inner: { start: body.start + 1, end: body.end - 1 },
    annotations: [],
    modifiers: [...modifiersOf(node, context), ...(node['const'] === true ? ['const'] : [])],
    exported: context.exporting.has(node) || context.isExported(id),
  });
  context.declare(id, lowered);
  context.scopes.set(node, lowered);
  return lowered;
}

function lowerEnumMember(node: JsNode, context: LowerContext): SyntaxNode {
  const id = child(node, 'id')!;
  const lowered = build('enum_member', node, {
    name: named(id, keyOf(node) ?? ''),
    initializer: context.lowerField(node, 'initializer'),
    annotations: [],
  });
  context.declare(id, lowered);
  return lowered;
}

function lowerNamespace(node: JsNode, context: LowerContext): SyntaxNode {
  const id = child(node, 'id')!;
  const body = child(node, 'body');
  const isName = id.type === 'Identifier';
  const lowered = build(
    'class',
    declarationSpan(node, context),
    {
      kind: 'module',
      name: isName ? context.name(id) : null,
      supers: [],
      members: body ? context.lowerList(body, 'body') : [],
      inner: body && { start: body.start + 1, end: body.end - 1 },
      annotations: [],
      modifiers: modifiersOf(node, context),
      exported: !isName || context.exporting.has(node) || context.isExported(id),
    },
    isName ? [] : [other(id, id.type, [], 'none')],
  );
  if (isName) context.declare(id, lowered);
  context.scopes.set(node, lowered);
  return lowered;
}
