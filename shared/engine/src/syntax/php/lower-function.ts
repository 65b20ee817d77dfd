import { build, named } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { FunctionKind, ParamNode, SyntaxNode } from '../node.ts';
import { lowerAttributes } from './lower-attributes.ts';

export const FUNCTIONS: LoweringTable = {
  function_definition: (node, lower) => lowerFunction(node, 'function', lower),
  method_declaration: (node, lower) => {
    const isConstructor = node.field('name')!.text.toLowerCase() === '__construct';
    return lowerFunction(node, isConstructor ? 'constructor' : 'method', lower);
  },
  anonymous_function: (node, lower) => lowerFunction(node, 'lambda', lower),
  arrow_function: (node, lower) => lowerFunction(node, 'lambda', lower),
};

function lowerFunction(node: CstNode, kind: FunctionKind, lower: Lower): SyntaxNode {
  const name = node.field('name');
  const body = node.field('body');
  const modifiers = modifiersOf(node);
  const others = [node.field('return_type'), node.first('anonymous_function_use_clause')];
  return build(
    'function',
    node,
    {
      kind,
      name: name && named(name, name.text),
      params: (node.field('parameters')?.named ?? []).map((each) => lowerParam(each, lower)),
      body: body && lower(body),
      implicit_return: node.kind === 'arrow_function',
      annotations: lowerAttributes(node, lower),
      modifiers,
      exported: kind !== 'lambda' && !modifiers.includes('private'),
      is_async: false,
      is_generator: body !== null && yields(body),
    },
    others.map((each) => each && lower(each)),
  );
}

export function modifiersOf(node: CstNode): readonly string[] {
  return node.children.filter((each) => each.kind.endsWith('_modifier') && each.isNamed).map((each) => each.text);
}

function yields(body: CstNode): boolean {
  const pending = [...body.children];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === 'yield_expression') return true;
    if (!/function|class/.test(node.kind)) pending.push(...node.children);
  }
  return false;
}

function lowerParam(node: CstNode, lower: Lower): ParamNode {
  const name = node.first('variable_name') ?? node.below('variable_name')[0]!;
  const [type, value] = [node.field('type'), node.field('default_value')];
  return build(
    'param',
    node,
    {
      name: named(name, name.text),
      label: name.text.slice(1),
      default_value: value && lower(value),
      rest: node.kind === 'variadic_parameter',
      annotations: lowerAttributes(node, lower),
      is_field: node.kind === 'property_promotion_parameter',
      modifiers: modifiersOf(node),
    },
    [type && lower(type), ...node.all('property_hook_list').map(lower)],
  );
}
