import { parseSync } from 'oxc-parser';
import { child, children, nameOf, walk } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { Edit } from './edit-list.ts';

/** A JSON text with the places of its values; null when it does not parse. */
export interface JsonText {
  readonly text: string;
  readonly root: JsNode;
}

export function readJsonText(text: string): JsonText | null {
  // One character in front of the text and one behind, on a line of its own: offsets are one too high.
  const parsed = parseSync('value.js', `(${text}\n)`, {
    lang: 'js',
    sourceType: 'script',
    range: false,
    preserveParens: false,
  });
  if (parsed.errors.length > 0) return null;
  const statement = parsed.program.body[0] as unknown as JsNode | undefined;
  const root = statement ? child(statement, 'expression') : null;
  return root?.type === 'ObjectExpression' ? { text, root } : null;
}

export function propertyOf(object: JsNode, key: string): JsNode | null {
  return children(object, 'properties').find((each) => nameOf(child(each, 'key')) === key) ?? null;
}

/** Set a key to a JSON value (as text); a new key goes behind the first of `after` that exists, else to the front. */
export function setKey(json: JsonText, object: JsNode, key: string, value: string, after: readonly string[]): Edit {
  const existing = propertyOf(object, key);
  if (existing) {
    const old = child(existing, 'value') as JsNode;
    return { start: old.start - 1, end: old.end - 1, text: value };
  }
  const anchor = after.map((each) => propertyOf(object, each)).find((each) => each !== null);
  const first = children(object, 'properties')[0];
  if (anchor) {
    const lineStart = json.text.lastIndexOf('\n', anchor.start - 2);
    const lead = json.text.slice(lineStart, anchor.start - 1);
    const separator = lineStart !== -1 && lead.trim() === '' ? lead : ' ';
    return { start: anchor.end - 1, end: anchor.end - 1, text: `,${separator}"${key}": ${value}` };
  }
  const at = object.start;
  if (!first) return { start: at, end: at, text: ` "${key}": ${value} ` };
  const gap = json.text.slice(at, first.start - 1);
  return { start: at, end: at, text: `${gap}"${key}": ${value},` };
}

/** Replace the names of renamed files in all strings. Paths are relative to the JSON file. */
export function renamePaths(json: JsonText, renames: ReadonlyMap<string, string>): Edit[] {
  const edits: Edit[] = [];
  walk(json.root, (node, parent) => {
    if (node.type !== 'Literal' || typeof node['value'] !== 'string' || (parent && child(parent, 'key') === node))
      return;
    const raw = json.text.slice(node.start - 1, node.end - 1);
    let renamed = raw;
    for (const [from, to] of renames) {
      const pattern = new RegExp(
        `(^|["'\\s=:])(\\./)?${from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=$|["'\\s])`,
        'g',
      );
      renamed = renamed.replace(pattern, (_, before: string, dot: string | undefined) => `${before}${dot ?? ''}${to}`);
    }
    if (renamed !== raw) edits.push({ start: node.start - 1, end: node.end - 1, text: renamed });
  });
  return edits;
}
