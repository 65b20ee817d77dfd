import { isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Node, Pair } from 'yaml';
import { isFlagFile, isFlagPath } from './config-kind.ts';
import { NOT_FOR_FLAGS } from './config-place.ts';
import type { ConfigPlace } from './config-place.ts';

/** Entries and items of a YAML text that are the key; null when the text is not YAML. */
export function findInYaml(path: string, text: string, key: string): readonly ConfigPlace[] | null {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents) || documents.some((each) => each.errors.length > 0)) return null;
  const places: ConfigPlace[] = [];
  for (const document of documents) if (document.contents) visit(document.contents, []);
  return places;

  function visit(node: Node, steps: readonly string[]): void {
    if (isMap(node)) {
      for (const pair of node.items as Pair<Node, Node | null>[]) {
        const name = isScalar(pair.key) ? String(pair.key.value) : '';
        if (name === key) add(pair.key, pair.value ?? pair.key, node.flow === true, node.items.length, steps);
        else if (isScalar(pair.value) && pair.value.value === key) leave(pair.value);
        else if (pair.value) visit(pair.value, [...steps, name]);
      }
    } else if (isSeq(node)) {
      for (const item of node.items as Node[]) {
        if (isScalar(item) && item.value === key) add(item, item, node.flow === true, node.items.length, steps);
        else visit(item, steps);
      }
    }
  }

  function add(from: Node, to: Node, flow: boolean, siblings: number, steps: readonly string[]): void {
    const [start = 0, end = 0] = from.range ?? [];
    const certain = isFlagFile(path) || isFlagPath(steps);
    const whole = certain && !flow && siblings > 1 ? wholeLines(text, start, to.range?.[1] ?? end) : null;
    const reason = !certain ? NOT_FOR_FLAGS : 'It is the only entry, or stands on a line with others.';
    places.push({ start, end, removal: whole, reason: whole ? null : reason });
  }

  function leave(node: Node): void {
    const [start = 0, end = 0] = node.range ?? [];
    places.push({ start, end, removal: null, reason: 'It is the value of an entry.' });
  }
}

/** The lines of an entry of a block; null where it shares its first line with a `- ` of something larger. */
function wholeLines(text: string, start: number, end: number) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const isItem = /^[ \t]*-[ \t]+$/.test(before) && text.slice(start, end).split('\n').length === 1;
  if (before.trim() !== '' && !(isItem && !/:\s/.test(text.slice(start, end)))) return null;
  const lineEnd = text.indexOf('\n', Math.max(start, text.charAt(end - 1) === '\n' ? end - 1 : end));
  return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 };
}
