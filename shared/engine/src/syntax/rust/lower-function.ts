import { build, named, other } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { ParamNode, SyntaxNode } from '../node.ts';
import { lowerPattern } from './lower-pattern.ts';

export const FUNCTIONS: LoweringTable = {
  function_item: lowerFunction,
  function_signature_item: lowerFunction,
  closure_expression: (node, lower) =>
    build(
      'function',
      node,
      {
        kind: 'lambda',
        name: null,
        params: node.field('parameters')!.named.map((each) => lowerParam(each, lower)),
        body: lower(node.field('body')!),
        implicit_return: true,
        annotations: [],
        modifiers: [],
        exported: false,
        is_async: node.has('async'),
        is_generator: false,
      },
      [node.field('return_type')].map((each) => each && lower(each)),
    ),
};

function lowerFunction(node: CstNode, lower: Lower): SyntaxNode {
  const name = node.field('name')!;
  const parameters = node.field('parameters')!;
  const body = node.field('body');
  const owner = node.parent?.kind === 'declaration_list' ? node.parent.parent : null;
  const isMethod = owner?.kind === 'impl_item' || owner?.kind === 'trait_item';
  const others = [node.field('type_parameters'), node.field('return_type'), node.first('where_clause')];
  const self = parameters.first('self_parameter');
  return build(
    'function',
    node,
    {
      kind: isMethod ? 'method' : 'function',
      name: named(name, name.text),
      params: parameters.named.filter(isParam).map((each) => lowerParam(each, lower)),
      body: body && lower(body),
      implicit_return: true,
      annotations: [],
      modifiers: node.has('visibility_modifier') ? ['pub'] : [],
      exported: name.text === 'main' || node.has('visibility_modifier') || isForTrait(owner),
      is_async: /\basync\b/.test(node.first('function_modifiers')?.text ?? ''),
      is_generator: false,
    },
    [...others.map((each) => each && lower(each)), self && other(self, self.kind, [], 'none')],
  );
}

/** Methods of a trait, and of its implementations, are called through the trait. */
function isForTrait(owner: CstNode | null): boolean {
  return owner?.kind === 'trait_item' || (owner?.kind === 'impl_item' && owner.field('trait') !== null);
}

function isParam(node: CstNode): boolean {
  return node.kind !== 'self_parameter' && node.kind !== 'attribute_item' && node.kind !== 'variadic_parameter';
}

function lowerParam(node: CstNode, lower: Lower): ParamNode {
  const pattern = node.kind === 'parameter' ? node.field('pattern')! : node;
  const type = node.kind === 'parameter' ? node.field('type') : null;
  const isName = pattern.kind === 'identifier';
  return build(
    'param',
    node,
    {
      name: isName ? named(pattern, pattern.text) : null,
      label: null,
      default_value: null,
      rest: false,
      annotations: [],
      is_field: false,
    },
    [isName ? null : lowerPattern(pattern, lower), type && lower(type)],
  );
}
