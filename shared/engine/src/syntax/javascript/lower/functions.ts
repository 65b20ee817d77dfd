import { child, children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { build, named, other } from '../../cst/build-node.ts';
import type { AnnotationNode, FunctionKind, FunctionNode, ParamNode, SyntaxNode } from '../../node.ts';
import { lowerAnnotations } from './annotations.ts';
import type { LowerContext } from './context.ts';
import { declarationSpan } from './declaration-span.ts';
import { keyOf } from './key-of.ts';
import { lowerPattern } from './patterns.ts';

interface FunctionExtras {
  readonly kind: FunctionKind;
  readonly annotations?: readonly AnnotationNode[];
  readonly modifiers?: readonly string[];
  /** A function declaration, as opposed to an expression. */
  readonly isStatement?: boolean;
}

/** A function, arrow function or overload signature. */
export function lowerFunction(node: JsNode, context: LowerContext, extras: FunctionExtras): FunctionNode {
  const id = child(node, 'id');
  const exporting = context.exporting.get(node);
  const lowered = build(
    'function',
    declarationSpan(node, context),
    {
      ...shape(node, context, extras),
      name: id && context.name(id),
      modifiers: [...(exporting?.words ?? []), ...modifiersOf(node)],
      exported: exporting !== undefined || (extras.isStatement === true && context.isExported(id)),
    },
    signatureTypes(node, context),
  );
  context.declare(id, lowered);
  context.scopes.set(node, lowered);
  return lowered;
}

/**
 * A method, getter, setter or constructor of a class or an object: `holder` has the key, its `value` the rest. The key is
 * no use of a variable. In an object it is the entry that has the name.
 */
export function lowerMethod(
  holder: JsNode,
  context: LowerContext,
  annotations: readonly AnnotationNode[],
  modifiers: readonly string[] = [],
): FunctionNode {
  const node = child(holder, 'value')!;
  const key = child(holder, 'key')!;
  const name = keyOf(holder);
  const isInClass = holder.type !== 'Property';
  const lowered = build(
    'function',
    holder,
    {
      ...shape(node, context, { kind: kindOf(holder), annotations }),
      name: isInClass && name !== null ? named(key, name) : null,
      modifiers: [...modifiers, ...modifiersOf(node)],
      exported: isInClass && holder['accessibility'] !== 'private' && key.type !== 'PrivateIdentifier',
    },
    [name === null ? context.lower(key) : null, ...signatureTypes(node, context)],
  );
  context.scopes.set(node, lowered);
  return lowered;
}

function kindOf(holder: JsNode): FunctionKind {
  if (holder['kind'] === 'get') return 'getter';
  if (holder['kind'] === 'set') return 'setter';
  return holder['kind'] === 'constructor' ? 'constructor' : 'method';
}

function shape(node: JsNode, context: LowerContext, extras: FunctionExtras) {
  const body = child(node, 'body');
  return {
    kind: extras.kind,
    params: lowerParams(node, context),
    body: body && context.lower(body),
    implicit_return: body !== null && body.type !== 'BlockStatement',
    annotations: extras.annotations ?? [],
    is_async: node['async'] === true,
    is_generator: node['generator'] === true,
  };
}

function modifiersOf(node: JsNode): string[] {
  return ['declare', 'async'].filter((word) => node[word] === true);
}

/** Type parameters, the result's type, and TypeScript's `this`, which callers do not pass. */
function signatureTypes(node: JsNode, context: LowerContext): SyntaxNode[] {
  const receiver = children(node, 'params').find(isReceiver) ?? null;
  return context.types(child(node, 'typeParameters'), receiver, child(node, 'returnType'));
}

function isReceiver(param: JsNode): boolean {
  return param.type === 'Identifier' && param['name'] === 'this';
}

function lowerParams(node: JsNode, context: LowerContext): ParamNode[] {
  return children(node, 'params')
    .filter((param) => !isReceiver(param))
    .map((param) => lowerParam(param, context));
}

function lowerParam(param: JsNode, context: LowerContext): ParamNode {
  const isField = param.type === 'TSParameterProperty';
  const inner = isField ? child(param, 'parameter')! : param;
  const hasDefault = inner.type === 'AssignmentPattern';
  const rest = inner.type === 'RestElement';
  const target = hasDefault ? child(inner, 'left')! : rest ? child(inner, 'argument')! : inner;
  const isName = target.type === 'Identifier';
  const annotations = [param, inner, target].flatMap((each, index, all) =>
    all.indexOf(each) === index ? lowerAnnotations(each, context) : [],
  );
  const types = context.types(child(target, 'typeAnnotation'), rest ? child(inner, 'typeAnnotation') : null);
  const lowered = build(
    'param',
    param,
    {
      name: isName ? context.name(target) : null,
      label: null,
      default_value: hasDefault ? context.lowerField(inner, 'right') : null,
      rest,
      annotations,
      is_field: isField,
    },
    [isName ? null : lowerPattern(target, context), ...types],
  );
  if (isName) context.declare(target, lowered);
  return lowered;
}

/** A static block: statements that run once, in a scope of their own. */
export function lowerStaticBlock(node: JsNode, context: LowerContext): SyntaxNode {
  const start = context.text.indexOf('{', context.skipBlanks(node.start + 'static'.length));
  const block = build(
    'block',
    { start, end: node.end },
    { delimiters: 'braces', inner: { start: start + 1, end: node.end - 1 }, body: context.lowerList(node, 'body') },
  );
  const lowered = other(node, node.type, [block], 'some', true);
  context.scopes.set(node, lowered);
  return lowered;
}
