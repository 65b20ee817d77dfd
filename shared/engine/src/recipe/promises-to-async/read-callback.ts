import type { ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import { child, childNodes, children, nameOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { dottedName } from '../unused-code/effects.ts';
import type { FileFacts } from './file-facts.ts';
import { walkOwn } from './read-chain.ts';

/**
 * What a link of a chain does. `call`: a function that stands elsewhere. `value`: an expression. `block`: statements, with
 * one `return` at their end or none (`result`), or returns wherever (`early`), which only fits the end of a function.
 */
export type Callback =
  | { readonly shape: 'call'; readonly callee: JsNode }
  | (Inline & { readonly shape: 'value'; readonly value: JsNode })
  | (Inline & {
      readonly shape: 'block';
      readonly body: JsNode;
      readonly result: JsNode | null;
      readonly early: boolean;
    });

interface Inline {
  readonly node: JsNode;
  readonly param: JsNode | null;
  readonly variables: readonly Variable[];
}

export type CallbackOutcome = Callback | { readonly refused: string };

const STATIC_CALLS =
  /^(?:JSON\.parse|JSON\.stringify|Boolean|String|Number|parseInt|parseFloat|console\.(?:log|error|warn|info|debug)|Object\.(?:keys|values|entries|fromEntries))$/;

/** Read a callback, or say why its code cannot stand in the function around it. */
export function readCallback(node: JsNode, facts: FileFacts): CallbackOutcome {
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return readReference(node, facts);
  const params = children(node, 'params');
  const [param = null] = params;
  if (params.length > 1) return { refused: 'a callback has more than one parameter' };
  if (param && (param.type === 'AssignmentPattern' || param.type === 'RestElement'))
    return { refused: 'a parameter has a default or collects the rest' };
  if (param && nameOf(param) === 'this') return { refused: 'a callback declares its `this`' };
  if (node['generator'] === true || child(node, 'typeParameters'))
    return { refused: 'a callback is a generator or generic' };
  if (node.type === 'FunctionExpression') {
    if (usesItself(node)) return { refused: 'a callback uses its own `this`, `arguments` or name' };
  }
  const scope = facts.scopes.acquire(node as unknown as Parameters<ScopeManager['acquire']>[0]);
  const variables = (scope?.variables ?? []).filter(({ defs }) => defs.length > 0);
  if (variables.some(({ defs }) => defs.length > 1)) return { refused: 'a callback declares a name twice' };
  const inline: Inline = { node, param, variables };
  const body = child(node, 'body');
  if (!body) return { refused: 'a callback has no body' };
  if (body.type !== 'BlockStatement') return { ...inline, shape: 'value', value: body };
  const statements = children(body, 'body');
  if (statements.some((each) => typeof each['directive'] === 'string'))
    return { refused: 'a callback has a directive' };
  const returns: JsNode[] = [];
  let uses = false;
  walkOwn(
    body,
    (each) => {
      if (each.type === 'ReturnStatement') returns.push(each);
      if (each.type === 'VariableDeclaration' && /using/.test(String(each['kind']))) uses = true;
    },
    childNodes,
  );
  if (uses) return { refused: 'a callback declares resources with `using`' };
  const last = statements.at(-1);
  const isPlain = returns.length === 0 || (returns.length === 1 && returns[0] === last);
  const result = isPlain && last?.type === 'ReturnStatement' ? last : null;
  return { ...inline, shape: 'block', body, result, early: !isPlain };
}

/** A function that stands elsewhere: only one that surely is a function and stays the same until it is called. */
function readReference(node: JsNode, { unresolved, functionOf }: FileFacts): CallbackOutcome {
  const name = dottedName(node);
  if (name !== null && STATIC_CALLS.test(name) && unresolved.has(node.start)) return { shape: 'call', callee: node };
  if (node.type !== 'Identifier') return { refused: 'a link is not a plain function' };
  const type = functionOf(node)?.type ?? '';
  const isFunction = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|Import\w*Specifier)$/.test(
    type,
  );
  return isFunction
    ? { shape: 'call', callee: node }
    : { refused: `whether \`${nameOf(node) ?? ''}\` is a function is not known` };
}

function usesItself(node: JsNode): boolean {
  const own = nameOf(child(node, 'id'));
  let found = false;
  walk(child(node, 'body'), (each) => {
    if (each.type === 'FunctionExpression' || each.type === 'FunctionDeclaration') {
      if (own === null) return 'skip';
    }
    if (each.type === 'ThisExpression' || each.type === 'MetaProperty' || each.type === 'Super') found = true;
    if (each.type === 'Identifier' && (nameOf(each) === 'arguments' || (own !== null && nameOf(each) === own)))
      found = true;
    return undefined;
  });
  return found;
}
