import { parseGrammar } from '../../syntax/grammars.ts';
import { parseModule } from '../../js/parse.ts';
import { child, children, isNode, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text of a top-level symbol, or of `Class.method`; null where the file declares no such thing. */
export function symbolSpan(path: string, text: string, symbol: string): Span | null {
  const [outer = '', inner] = symbol.split('.');
  return /\.pyi?$/.test(path) ? pythonSpan(text, outer, inner) : scriptSpan(path, text, outer, inner);
}

function scriptSpan(path: string, text: string, outer: string, inner: string | undefined): Span | null {
  const parsed = parseModule(path, text);
  if (!parsed.ok) return null;
  for (const statement of (parsed.module.program.body as readonly unknown[]).filter(isNode)) {
    const declared = child(statement, 'declaration') ?? statement;
    for (const each of [declared, ...children(declared, 'declarations')]) {
      if (nameOf(child(each, 'id')) !== outer) continue;
      return inner === undefined ? each : memberOf(child(each, 'init') ?? each, inner);
    }
  }
  return null;
}

function memberOf(node: JsNode, name: string): JsNode | null {
  const members = [...children(child(node, 'body') ?? node, 'body'), ...children(node, 'properties')];
  return members.find((each) => nameOf(child(each, 'key')) === name) ?? null;
}

function pythonSpan(text: string, outer: string, inner: string | undefined): Span | null {
  const inside = (root: ReturnType<typeof parseGrammar>, name: string) => {
    for (const each of root?.children() ?? []) {
      const plain = each.field('definition') ?? (each.kind() === 'expression_statement' ? each.child(0) : each);
      if ((plain?.field('name') ?? plain?.field('left'))?.text() === name) return { whole: each, plain };
    }
    return null;
  };
  const found = inside(parseGrammar('python', text), outer);
  const exact = inner === undefined || !found?.plain ? found : inside(found.plain.field('body'), inner);
  const range = exact?.whole.range();
  return range ? { start: range.start.index, end: range.end.index } : null;
}
