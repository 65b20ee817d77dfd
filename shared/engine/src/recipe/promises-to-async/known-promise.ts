import { child, childNodes, children, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { FileFacts } from './file-facts.ts';
import { dottedName, effectOf } from '../unused-code/effects.ts';

/** Answers whether evaluating an expression surely gives a native promise and never throws. */
export function knownPromises({ unresolved, functionOf, variableAt }: FileFacts): (node: JsNode | null) => boolean {
  const isQuiet = (node: JsNode): boolean =>
    node.type === 'SpreadElement' || mayBeUnset(node)
      ? false
      : effectOf(node, unresolved) === 'none' || isPromise(node);
  /** A `let`, `const` or `class` that is read before the text has declared it. */
  const mayBeUnset = (node: JsNode): boolean => {
    if (node.type !== 'Identifier') return childNodes(node).some(mayBeUnset);
    const definition = variableAt(node.start)?.defs[0];
    const isLate =
      definition?.type === 'ClassName' || (definition?.parent as unknown as JsNode | null)?.['kind'] !== 'var';
    return (
      definition !== undefined &&
      /^(?:Variable|ClassName)$/.test(definition.type) &&
      isLate &&
      definition.name.range[0] > node.start
    );
  };
  const isPromise = (node: JsNode | null): boolean => {
    if (!node) return false;
    const given = children(node, 'arguments');
    if (node.type === 'ImportExpression') return child(node, 'source')?.type === 'Literal';
    if (node.type === 'NewExpression') {
      const isNative =
        dottedName(child(node, 'callee')) === 'Promise' && unresolved.has(child(node, 'callee')?.start ?? -1);
      return isNative && /Function/.test(given[0]?.type ?? '');
    }
    if (node.type !== 'CallExpression' || node['optional'] === true) return false;
    const callee = child(node, 'callee');
    const name = dottedName(callee);
    const isGlobal = callee !== null && unresolved.has(callee.start);
    if (isGlobal && name === 'fetch') return given.every(isQuiet);
    if (isGlobal && /^Promise\.(?:resolve|reject)$/.test(name ?? '')) return given.every(isQuiet);
    if (isGlobal && /^Promise\.(?:all|allSettled|race|any)$/.test(name ?? ''))
      return (
        given.length === 1 && given[0]?.type === 'ArrayExpression' && children(given[0], 'elements').every(isQuiet)
      );
    return callee?.type === 'Identifier' && isAsync(callee) && given.every(isQuiet);
  };
  const isAsync = (callee: JsNode): boolean => {
    const fn = functionOf(callee);
    return /Function/.test(fn?.type ?? '') && fn?.['async'] === true && fn['generator'] !== true;
  };
  return isPromise;
}

/** Whether a value is surely no promise, so that waiting for it would be noise. */
export function isPlainValue(node: JsNode): boolean {
  if (
    /^(?:Literal|TemplateLiteral|BinaryExpression|ArrowFunctionExpression|FunctionExpression|ClassExpression|UpdateExpression|ArrayExpression)$/.test(
      node.type,
    )
  )
    return true;
  if (node.type === 'UnaryExpression') return true;
  if (node.type === 'Identifier') return nameOf(node) === 'undefined';
  if (node.type === 'ObjectExpression')
    return children(node, 'properties').every(
      (each) => each.type === 'Property' && each['computed'] !== true && nameOf(child(each, 'key')) !== 'then',
    );
  return node.type === 'AwaitExpression';
}
