import { parseSync } from 'oxc-parser';
import { child, children, isNode, nameOf, stringOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { isFlagFile, isFlagPath } from './config-kind.ts';
import { NOT_FOR_FLAGS } from './config-place.ts';
import type { ConfigPlace } from './config-place.ts';
import { withComma } from './with-comma.ts';

/** Entries and items of a JSON text that are the key; null when the text is not JSON. */
export function findInJson(path: string, text: string, key: string): readonly ConfigPlace[] | null {
  const { program, errors } = parseSync('config.js', `(${text}\n)`, { lang: 'js', sourceType: 'script' });
  const statement = program.body[0];
  if (errors.length > 0 || !isNode(statement)) return null;
  const root = child(statement, 'expression');
  const places: ConfigPlace[] = [];
  if (root) visit(root, []);
  return places;

  function visit(node: JsNode, steps: readonly string[]): void {
    if (node.type === 'ParenthesizedExpression') {
      const inner = child(node, 'expression');
      if (inner) visit(inner, steps);
    } else if (node.type === 'ArrayExpression') {
      const items = children(node, 'elements');
      items.forEach((item, at) => {
        if (stringOf(item) === key) add(item, item, items.length - 1 === at, steps);
        else visit(item, steps);
      });
    } else if (node.type === 'ObjectExpression') {
      const properties = children(node, 'properties');
      properties.forEach((property, at) => {
        const name = nameOf(child(property, 'key'));
        const value = child(property, 'value');
        if (name === key) add(property, child(property, 'key') ?? property, properties.length - 1 === at, steps);
        else if (value && stringOf(value) === key) leave(value);
        else if (value) visit(value, [...steps, name ?? '']);
      });
    }
  }

  // The parenthesis before the text moves every offset by one.
  function add(whole: JsNode, at: JsNode, isLast: boolean, steps: readonly string[]): void {
    const certain = isFlagFile(path) || isFlagPath(steps);
    places.push({
      start: at.start - 1,
      end: at.end - 1,
      removal: certain ? withComma(text, { start: whole.start - 1, end: whole.end - 1 }, isLast) : null,
      reason: certain ? null : NOT_FOR_FLAGS,
    });
  }

  function leave(at: JsNode): void {
    places.push({ start: at.start - 1, end: at.end - 1, removal: null, reason: 'It is the value of an entry.' });
  }
}
