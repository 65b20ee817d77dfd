import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { parseModule } from '../../js/parse.ts';
import { baseNameOf } from '../../js/paths.ts';
import { isObject, readJson } from '../../js/read-json.ts';
import type { Json, JsonObject } from '../../js/read-json.ts';
import { child, children, isNode, nameOf, stringOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/** The settings in a formatter's file; null where they cannot be known without running code. */
export function readSettings(path: string, text: string): JsonObject | null {
  const name = baseNameOf(path);
  try {
    if (/\.[cm]?[jt]s$/.test(name)) return fromCode(path, text);
    if (name.endsWith('.toml')) return asObject(parseToml(text) as unknown as Json);
    if (/\.jsonc?$|\.json5$/.test(name)) return asObject(readJson(text));
    return asObject(parseYaml(text) as Json);
  } catch {
    return null;
  }
}

function asObject(value: Json): JsonObject | null {
  return isObject(value) ? value : null;
}

/** `export default {…}`, `module.exports = {…}`, or a variable that one of these names. */
function fromCode(path: string, text: string): JsonObject | null {
  const parsed = parseModule(path, text);
  if (!parsed.ok) return null;
  const variables = new Map<string, JsNode>();
  let value: JsNode | null = null;
  for (const statement of (parsed.module.program.body as readonly unknown[]).filter(isNode)) {
    for (const each of children(statement, 'declarations')) {
      const init = child(each, 'init');
      if (init) variables.set(nameOf(child(each, 'id')) ?? '', init);
    }
    if (statement.type === 'ExportDefaultDeclaration') value = child(statement, 'declaration');
    const expression = child(statement, 'expression');
    const target = expression?.type === 'AssignmentExpression' ? child(expression, 'left') : null;
    if (target && text.slice(target.start, target.end) === 'module.exports')
      value = expression && child(expression, 'right');
  }
  if (value?.type === 'CallExpression') value = children(value, 'arguments')[0] ?? null;
  if (value?.type === 'Identifier') value = variables.get(nameOf(value) ?? '') ?? null;
  const found = value && literalOf(value);
  return isObject(found ?? undefined) ? (found as JsonObject) : null;
}

/** The value of a literal; undefined as soon as something has to be computed. */
function literalOf(node: JsNode): Json | undefined {
  const text = stringOf(node);
  if (text !== null) return text;
  if (node.type === 'Literal') return node['value'] as Json;
  if (node.type === 'UnaryExpression' && node['operator'] === '-')
    return -Number(literalOf(child(node, 'argument') ?? node));
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression')
    return literalOf(child(node, 'expression') ?? node);
  if (node.type === 'ArrayExpression') {
    const items = children(node, 'elements').map(literalOf);
    return items.some((each) => each === undefined) ? undefined : (items as Json[]);
  }
  if (node.type !== 'ObjectExpression') return undefined;
  const entries: [string, Json][] = [];
  for (const property of children(node, 'properties')) {
    const value = property.type === 'Property' ? literalOf(child(property, 'value') ?? property) : undefined;
    const key = nameOf(child(property, 'key'));
    // Plugins are named by what they import; they decide nothing that is asked of them here.
    if (key === 'plugins') continue;
    if (value === undefined || key === null) return undefined;
    entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}
