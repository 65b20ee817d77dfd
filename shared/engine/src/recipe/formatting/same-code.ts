import { parseModule } from '../../js/parse.ts';
import { walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/** Whether two texts are the same program, laid out differently. Text between tags is left to the formatter. */
export function sameCode(path: string, before: string, after: string): boolean {
  const one = shapeOf(path, before);
  return one !== null && one === shapeOf(path, after);
}

function shapeOf(path: string, text: string): string | null {
  const parsed = parseModule(path, text);
  if (!parsed.ok) return null;
  const parts: string[] = [];
  walk(parsed.module.program, (node, parent) => {
    if (/^(?:EmptyStatement|JSXText|JSXExpressionContainer|TSParenthesizedType)$/.test(node.type)) return undefined;
    if (parent?.type === 'JSXExpressionContainer' && node.type === 'Literal') return undefined;
    parts.push(wordFor(node, parent));
    return undefined;
  });
  return parts.join('\n');
}

function wordFor(node: JsNode, parent: JsNode | null): string {
  // `{ 'a': 1 }` and `{ a: 1 }` say the same.
  const isKey = parent !== null && parent['key'] === node && parent['computed'] !== true;
  if (node.type === 'Literal')
    return isKey
      ? `key ${String(node['value'])}`
      : `${typeof node['value']} ${String(node['value'])}${JSON.stringify(node['regex'] ?? '')}`;
  if (node.type === 'Identifier' && isKey) return `key ${String(node['name'])}`;
  if (node.type === 'TemplateElement') return JSON.stringify(node['value']);
  const said = ['name', 'operator', 'kind', 'computed', 'optional', 'async', 'generator', 'static', 'prefix'].map(
    (field) => JSON.stringify(typeof node[field] === 'object' ? null : node[field]),
  );
  return `${node.type} ${said.join(' ')}`;
}
