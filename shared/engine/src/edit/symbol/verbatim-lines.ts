import type { SgNode } from '@ast-grep/napi';
import { languageOf, parseModule } from '../../js/parse.ts';
import { walk } from '../../js/walk.ts';
import { parseGrammar } from '../../syntax/grammars.ts';

/**
 * Lines of a piece of code, counted from 0, that start inside a string: moving them would change what the program says.
 * A Python docstring moves with its function, as everyone does it. Empty for code that cannot be read on its own.
 */
export function verbatimLines(path: string, text: string): ReadonlySet<number> {
  if (!text.includes('\n')) return new Set();
  const spans = languageOf(path) === null ? pythonStrings(path, text) : templates(path, text);
  const lines = new Set<number>();
  for (const { start, end } of spans) {
    const from = lineOf(text, start);
    for (let line = from + 1; line <= lineOf(text, end); line += 1) lines.add(line);
  }
  return lines;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const MEMBER_HEAD = 'class _ {';

function templates(path: string, text: string): Span[] {
  for (const [head, tail] of [
    ['', ''],
    [MEMBER_HEAD, '\n}'],
  ] as const) {
    const parsed = parseModule(path, head + text + tail);
    if (!parsed.ok) continue;
    const found: Span[] = [];
    walk(parsed.module.program, (node) => {
      if (node.type === 'TemplateElement') found.push({ start: node.start - head.length, end: node.end - head.length });
    });
    return found;
  }
  return [];
}

function pythonStrings(path: string, text: string): Span[] {
  if (!/\.pyi?$/.test(path)) return [];
  const root = parseGrammar('python', text);
  const isDocstring = (node: SgNode): boolean => node.parent()?.kind() === 'expression_statement';
  const strings = root?.findAll({ rule: { kind: 'string' } }) ?? [];
  return strings.flatMap((node) => {
    const { start, end } = node.range();
    return isDocstring(node) ? [] : [{ start: start.index, end: end.index }];
  });
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
