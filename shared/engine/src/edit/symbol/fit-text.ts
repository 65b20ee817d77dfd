import { fitIndents, indentOf } from '../match/fit-indent.ts';
import { splitText } from '../match/source-lines.ts';
import type { SourceLines } from '../match/source-lines.ts';
import { verbatimLines } from './verbatim-lines.ts';

/**
 * New code as lines for its place: without blank edges, indented by `indent` and in the file's tabs or spaces. What it says
 * inside strings is not moved.
 */
export function fitText(path: string, source: SourceLines, text: string, indent: string): string[] {
  const lines = withoutBlankEdges(splitText(text));
  const fixed = verbatimLines(path, lines.join('\n'));
  const isFree = (line: string, index: number): boolean => line.trim() !== '' && !fixed.has(index);
  const free = lines.filter(isFree);
  const base = baseOf(free, indent);
  const first = free[0] ?? '';
  const fit =
    fitIndents(source, [{ written: `${base}x`, actual: `${indent}x` }], free) ??
    ((each: string) => indent + each.slice(base.length));
  return lines.map((line, index) => {
    if (!isFree(line, index)) return line.trim() === '' && !fixed.has(index) ? '' : line;
    const own = indentOf(line);
    // A first line without its indentation, as if it had been copied from its first letter on.
    if (index === 0 && line === first && own.length < base.length) return indent + line.trim();
    return fit(own) + line.slice(own.length);
  });
}

/** The indentation that the text as a whole has. Its first line may have lost it. */
function baseOf(lines: readonly string[], indent: string): string {
  const [first = '', ...rest] = lines;
  const least = shortest(rest.map(indentOf));
  const own = indentOf(first);
  if (rest.length === 0 || least.length <= own.length) return shortest([own, ...rest.map(indentOf)]);
  const closes = /^[}\])]/.test((rest.at(-1) ?? '').trim()) && indentOf(rest.at(-1) ?? '') === least;
  if (own === '' && closes) return least;
  return own === '' &&
    indent !== '' &&
    least.length > indent.length &&
    least.startsWith(indent) &&
    isOneStep(rest, indent)
    ? indent
    : own;
}

/** The body of a copied function stands one step deeper than its place, and its head at the margin. */
function isOneStep(rest: readonly string[], indent: string): boolean {
  const deeper = [...new Set(rest.map((line) => indentOf(line).length))].toSorted((a, b) => a - b);
  const step = (deeper[1] ?? 0) - (deeper[0] ?? 0);
  return (deeper[0] ?? 0) - indent.length === (step > 0 ? step : indent.length);
}

function shortest(indents: readonly string[]): string {
  return indents.reduce((best, each) => (each.length < best.length ? each : best), indents[0] ?? '');
}

function withoutBlankEdges(lines: readonly string[]): string[] {
  const from = lines.findIndex((line) => line.trim() !== '');
  return from === -1 ? [] : lines.slice(from, lines.findLastIndex((line) => line.trim() !== '') + 1);
}
