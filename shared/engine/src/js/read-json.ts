import { parseSync } from 'oxc-parser';
import { child, children, isNode, nameOf, stringOf } from './walk.ts';
import type { JsNode } from './walk.ts';

/** A JSON value as it was read; what a file promises has to be checked by who reads it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** JSON with the comments and trailing commas that tsconfig and editors allow; null when it cannot be read. */
export function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    const { program, errors } = parseSync('value.js', `(${text}\n)`, { lang: 'js', sourceType: 'script' });
    const statement = program.body[0];
    return errors.length > 0 || !isNode(statement) ? null : valueOf(child(statement, 'expression'));
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All strings of a value, at any depth. */
export function stringsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return isObject(value) ? Object.values(value).flatMap(stringsIn) : [];
}

function valueOf(node: JsNode | null): Json {
  if (!node) return null;
  if (node.type === 'ParenthesizedExpression') return valueOf(child(node, 'expression'));
  if (node.type === 'ArrayExpression') return children(node, 'elements').map(valueOf);
  if (node.type === 'ObjectExpression') {
    return Object.fromEntries(
      children(node, 'properties').map((property) => [
        nameOf(child(property, 'key')) ?? '',
        valueOf(child(property, 'value')),
      ]),
    );
  }
  const value = node['value'];
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return stringOf(node);
}
