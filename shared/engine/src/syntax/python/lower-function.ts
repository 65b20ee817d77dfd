import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { AnnotationNode, FunctionKind, NodeOf, ParamNode, Span, SyntaxNode } from '../node.ts';
import { classAround, isInFunction, isPublicName } from './lower-assignment.ts';
import { lowerClass } from './lower-class.ts';
import { lowerArguments } from './lower-expression.ts';
import { bodyOf } from './lower-statement.ts';

export const FUNCTIONS: LoweringTable = {
  function_definition: (node, lower) => lowerFunction(node, node, [], lower),
  lambda,
  decorated_definition: decorated,
};

/** Decorators that only say how a function is called; all others may hand it to somebody. */
const QUIET_DECORATORS = new Set([
  'abstractmethod',
  'cache',
  'cached_property',
  'classmethod',
  'contextmanager',
  'final',
  'lru_cache',
  'override',
  'property',
  'staticmethod',
  'wraps',
]);

function decorated(node: CstNode, lower: Lower): SyntaxNode {
  const annotations = node.all('decorator').map((each) => decorator(each, lower));
  const definition = node.last('function_definition', 'class_definition')!;
  return definition.kind === 'class_definition'
    ? lowerClass(definition, node, annotations, lower)
    : lowerFunction(definition, node, annotations, lower);
}

/** The decorator's expression is kept as a child, for the names in it. */
function decorator(node: CstNode, lower: Lower): AnnotationNode {
  const expression = node.named[0]!;
  if (expression.kind !== 'call')
    return build('annotation', node, { name: expression.text, args: [] }, [lower(expression)]);
  const [callee, list] = expression.named;
  const args = list?.kind === 'argument_list' ? lowerArguments(list, lower) : [];
  return build('annotation', node, { name: callee!.text, args }, [lower(callee!)]);
}

function lowerFunction(
  node: CstNode,
  span: Span,
  annotations: readonly AnnotationNode[],
  lower: Lower,
): NodeOf<'function'> {
  const name = node.field('name')!;
  const rest = [node.field('type_parameters'), node.field('return_type')];
  const parameters = node.field('parameters')!;
  const isQuiet = annotations.every((each) => QUIET_DECORATORS.has(each.name.split('.').at(-1)!));
  return build(
    'function',
    span,
    {
      kind: kindOf(node, name.text, annotations),
      name: named(name, name.text),
      params: lowerParams(parameters, lower),
      body: bodyOf(node, lower),
      implicit_return: false,
      annotations,
      modifiers: annotations.some((each) => each.name === 'staticmethod') ? ['static'] : [],
      exported: !isQuiet || (isPublicName(name.text) && !isInFunction(node)),
      is_async: node.has('async'),
      is_generator: yields(node.field('body')!),
    },
    [...separators(parameters), ...rest.map((each) => each && lower(each))],
  );
}

function kindOf(node: CstNode, name: string, annotations: readonly AnnotationNode[]): FunctionKind {
  const owner = node.parent?.kind === 'decorated_definition' ? node.parent : node;
  if (!classAround(owner)) return 'function';
  if (name === '__init__') return 'constructor';
  const last = annotations.map((each) => each.name.split('.').at(-1));
  if (last.some((each) => each === 'property' || each === 'cached_property')) return 'getter';
  return last.includes('setter') || last.includes('deleter') ? 'setter' : 'method';
}

function yields(body: CstNode): boolean {
  const pending = [...body.children];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === 'yield' && node.isNamed) return true;
    if (node.kind !== 'function_definition' && node.kind !== 'class_definition' && node.kind !== 'lambda') {
      pending.push(...node.children);
    }
  }
  return false;
}

function lambda(node: CstNode, lower: Lower): SyntaxNode {
  const parameters = node.field('parameters');
  return build(
    'function',
    node,
    {
      kind: 'lambda',
      name: null,
      params: parameters ? lowerParams(parameters, lower) : [],
      body: lower(node.field('body')!),
      implicit_return: true,
      annotations: [],
      modifiers: [],
      exported: false,
      is_async: false,
      is_generator: false,
    },
    parameters ? separators(parameters) : [],
  );
}

function isSeparator(node: CstNode): boolean {
  return node.kind === 'positional_separator' || node.kind === 'keyword_separator';
}

function separators(parameters: CstNode): readonly SyntaxNode[] {
  return parameters.named.filter(isSeparator).map((each) => other(each, each.kind, [], 'none'));
}

/** Callers may name all parameters but those before a `/` and those that gather the rest. */
function lowerParams(parameters: CstNode, lower: Lower): readonly ParamNode[] {
  const slash = parameters.named.findIndex((each) => each.kind === 'positional_separator');
  return parameters.named.flatMap((each, index) => {
    if (isSeparator(each)) return [];
    const gathering = each.kind.endsWith('_splat_pattern')
      ? each
      : each.first('list_splat_pattern', 'dictionary_splat_pattern');
    const name = gathering
      ? gathering.named[0]!
      : each.kind === 'identifier'
        ? each
        : (each.field('name') ?? each.named[0]!);
    const [type, value] = [each.field('type'), each.field('value')];
    const fields = {
      name: name.kind === 'identifier' ? named(name, name.text) : null,
      label: gathering || index < slash ? null : name.text,
      default_value: value && lower(value),
      rest: gathering !== null,
      annotations: [],
      is_field: false,
    };
    return [build('param', spanOf(each), fields, [type && lower(type)])];
  });
}
