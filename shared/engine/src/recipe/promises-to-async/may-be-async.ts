import { child, childNodes, children, nameOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { effectOf } from '../unused-code/effects.ts';
import type { FileFacts } from './file-facts.ts';
import type { Site } from './find-sites.ts';
import { usesAwaitAsName } from './find-sites.ts';
import { readChain, walkOwn } from './read-chain.ts';

/** `exact`: nobody can tell. `rejects`: what it throws at once today would come as a rejection. */
export type Asyncness =
  | { readonly ok: true; readonly exact: boolean; readonly insertAt: number | null }
  | { readonly ok: false; readonly reason: string };

/** Whether a function that holds chains may be `async`, and where the word goes (null where it stands already). */
export function mayBeAsync(
  fn: JsNode,
  sites: readonly Site[],
  facts: FileFacts,
  isPromise: (node: JsNode | null) => boolean,
): Asyncness {
  if (fn.type === 'Program' || fn['async'] === true)
    return fn['generator'] === true ? no('it is a generator') : { ok: true, exact: true, insertAt: null };
  if (fn['generator'] === true) return no('its function is a generator');
  const parent = facts.parentOf(fn);
  const isMethod = /^(?:MethodDefinition|Property)$/.test(parent?.type ?? '') && child(parent ?? fn, 'value') === fn;
  if (isMethod && parent && /^(?:constructor|get|set)$/.test(String(parent['kind'])))
    return no('constructors and accessors cannot be `async`');
  if (usesAwaitAsName(fn)) return no('its function uses `await` as a name');
  const annotation = typeNameOf(child(fn, 'returnType'));
  if (annotation !== null && annotation !== 'Promise')
    return no(`its return type is \`${annotation}\`, and an \`async\` function gives a \`Promise\``);
  if (isConstructed(fn, facts)) return no('its function is called with `new`, or has a `prototype`');
  // Nobody waits for what an executor returns: what it throws would settle nothing any more.
  if (parent?.type === 'NewExpression' && children(parent, 'arguments').includes(fn))
    return no('its function is handed to a constructor, which does not wait for it');
  const unsure = otherReturns(fn, sites, isPromise);
  if (unsure !== null) return no(unsure);
  const isShorthand = isMethod && (parent?.type === 'MethodDefinition' || parent?.['method'] === true);
  const insertAt = isShorthand && parent ? keyStart(parent, facts.text) : fn.start;
  // What a promise's callback throws is a rejection already.
  const above = parent ? readChain(parent) : null;
  const isCallback = above !== null && above.links.at(-1)?.callbacks.includes(fn) === true;
  return { ok: true, exact: isCallback || !mayThrow(fn, sites, facts, isPromise), insertAt };
}

function no(reason: string): Asyncness {
  return { ok: false, reason };
}

function keyStart(method: JsNode, text: string): number {
  const key = child(method, 'key')?.start ?? method.start;
  return method['computed'] === true ? text.lastIndexOf('[', key) : key;
}

function typeNameOf(annotation: JsNode | null): string | null {
  const type = annotation ? child(annotation, 'typeAnnotation') : null;
  if (!type) return null;
  return type.type === 'TSTypeReference' ? (nameOf(child(type, 'typeName')) ?? 'something else') : 'something else';
}

/** A function that is not async gives what it returns; all of that has to be promises. */
function otherReturns(fn: JsNode, sites: readonly Site[], isPromise: (node: JsNode | null) => boolean): string | null {
  const body = child(fn, 'body');
  if (body?.type !== 'BlockStatement') return null;
  const told = new Set(sites.map(({ span }) => span as unknown));
  let reason: string | null = null;
  walkOwn(
    body,
    (node) => {
      if (node.type !== 'ReturnStatement' || told.has(node)) return;
      const value = child(node, 'argument');
      if (!isPromise(value)) reason = 'its function also returns something that may be no promise';
    },
    childNodes,
  );
  const last = children(body, 'body').at(-1);
  return reason ?? (last?.type === 'ReturnStatement' ? null : 'its function may end without returning a promise');
}

function mayThrow(
  fn: JsNode,
  sites: readonly Site[],
  facts: FileFacts,
  isPromise: (node: JsNode | null) => boolean,
): boolean {
  if (children(fn, 'params').some(({ type }) => type !== 'Identifier')) return true;
  if (sites.some(({ chain }) => !isPromise(chain.head))) return true;
  const told = new Set(sites.map(({ span }) => span as unknown));
  const isCalm = (node: JsNode | null): boolean => {
    if (!node || told.has(node)) return true;
    if (node.type === 'BlockStatement') return children(node, 'body').every(isCalm);
    if (node.type === 'IfStatement')
      return (
        effectOf(child(node, 'test'), facts.unresolved) === 'none' &&
        isCalm(child(node, 'consequent')) &&
        isCalm(child(node, 'alternate'))
      );
    if (node.type === 'FunctionDeclaration' || node.type === 'EmptyStatement') return true;
    if (node.type === 'ReturnStatement') return isPromise(child(node, 'argument'));
    return (
      node.type === 'VariableDeclaration' &&
      children(node, 'declarations').every(
        (each) =>
          child(each, 'id')?.type === 'Identifier' && effectOf(child(each, 'init'), facts.unresolved) === 'none',
      )
    );
  };
  const body = child(fn, 'body');
  return body?.type === 'BlockStatement' && !isCalm(body);
}

function isConstructed(fn: JsNode, facts: FileFacts): boolean {
  if (fn.type === 'ArrowFunctionExpression') return false;
  const holder = fn.type === 'FunctionDeclaration' ? fn : facts.parentOf(fn);
  const name = nameOf(child(holder ?? fn, 'id'));
  if (name === null) return false;
  let found = false;
  walk(facts.module.program, (node) => {
    if (node.type === 'NewExpression' && nameOf(child(node, 'callee')) === name) found = true;
    if (
      node.type === 'MemberExpression' &&
      nameOf(child(node, 'object')) === name &&
      nameOf(child(node, 'property')) === 'prototype'
    )
      found = true;
  });
  return found;
}
