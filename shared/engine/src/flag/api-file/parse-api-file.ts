import { parseSync } from 'oxc-parser';
import { FlagApi } from '@iama/contracts/flag/api';
import { child, children, isNode, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { isObject, readJson } from '../../js/read-json.ts';

/** `line` counts from 1; 0 where no place can be named. */
export interface ApiFileProblem {
  readonly line: number;
  readonly message: string;
}

export type ParsedApiFile =
  | { readonly ok: true; readonly api: FlagApi }
  | { readonly ok: false; readonly problems: readonly ApiFileProblem[] };

/** An API file: JSON with comments and trailing commas, in the shape of `FlagApi`. Every problem has its line. */
export function parseApiFile(text: string): ParsedApiFile {
  // Parentheses make a value of the braces; they add no line.
  const { program, errors } = parseSync('api.js', `(${text}\n)`, { lang: 'js', sourceType: 'script' });
  const [error] = errors;
  if (text.trim() === '')
    return refused([{ line: 1, message: 'The file is empty; it must hold one object, in braces.' }]);
  if (error) {
    const at = Math.max(0, (error.labels[0]?.start ?? 1) - 1);
    // The parenthesis at the end is ours.
    const end = text.trimEnd().length;
    const message = at > end ? error.message.replace(/ but found `\)`/, ' before the end of the file') : error.message;
    return refused([{ line: lineOf(text, Math.min(at, end)), message: `This is not JSON: ${message}` }]);
  }
  const statement = program.body[0];
  const root = isNode(statement) ? unwrapped(child(statement, 'expression')) : null;
  const value = readJson(text);
  if (root?.type !== 'ObjectExpression' || !isObject(value)) {
    return refused([{ line: 1, message: 'The file must hold one object, in braces.' }]);
  }
  const parsed = FlagApi.safeParse(value);
  if (parsed.success) return { ok: true, api: parsed.data };
  return refused(
    parsed.error.issues.map(({ path, message, ...issue }) => {
      const place = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
      return {
        line: lineOf(text, Math.max(0, (nodeAt(root, place) ?? root).start - 1)),
        message: path.length === 0 ? message : `${path.join('.')}: ${message}`,
      };
    }),
  );
}

function refused(problems: readonly ApiFileProblem[]): ParsedApiFile {
  return { ok: false, problems };
}

/** The deepest node on the way to a path: what is missing has no node of its own. */
function nodeAt(root: JsNode, path: readonly PropertyKey[]): JsNode | null {
  let node = root;
  for (const step of path) {
    const next = typeof step === 'number' ? children(node, 'elements')[step] : propertyOf(node, String(step));
    if (!next) break;
    node = unwrapped(next) ?? next;
  }
  return node;
}

function propertyOf(node: JsNode, name: string): JsNode | null {
  const property = children(node, 'properties').find((each) => nameOf(child(each, 'key')) === name);
  return property ? child(property, 'value') : null;
}

function unwrapped(node: JsNode | null): JsNode | null {
  return node?.type === 'ParenthesizedExpression' ? unwrapped(child(node, 'expression')) : node;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
