import { fitIndents, indentOf } from '../match/fit-indent.ts';
import { splitText } from '../match/source-lines.ts';
import type { SourceLines } from '../match/source-lines.ts';
import { verbatimLines } from './verbatim-lines.ts';

/**
 * New code as lines for its place: without blank edges, indented by `indent` and in the file's tabs or spaces. What it says
 * inside strings is not moved. `old` are the lines that it replaces, if any.
 */
export function fitText(
  path: string,
  source: SourceLines,
  text: string,
  indent: string,
  old: readonly string[] = [],
): string[] {
  const lines = withoutBlankEdges(splitText(text));
  const fixed = verbatimLines(path, lines.join('\n'));
  const isFree = (line: string, index: number): boolean => line.trim() !== '' && !fixed.has(index);
  const free = lines.filter(isFree);
  const known = new Set(old);
  const fits = basesOf(free, indent).map((base) => moved(source, lines, base, indent, isFree));
  const alike = fits.map((each) => each.reduce((sum, line) => sum + (known.has(line) ? 1 : 0), 0));
  // The first is the likelier one; the other counts only if it brings more lines back as they were.
  return fits[alike.indexOf(Math.max(...alike))] ?? [];
}

/**
 * The indentation that the text as a whole has. A first line without any may have lost it, as if the text had been copied
 * from its first letter on: then the others stand where they shall stand. The likelier guess comes first.
 */
function basesOf(lines: readonly string[], indent: string): string[] {
  const [first = '', ...rest] = lines.map(indentOf);
  const least = shortest(rest);
  if (rest.length === 0 || least.length <= first.length) return [shortest([first, ...rest])];
  if (first !== '' || indent === '' || !least.startsWith(indent)) return [first];
  const closes = least === indent && /^[}\])]/.test((lines.at(-1) ?? '').trim());
  const step = shortest(rest.map((each) => each.slice(least.length)).filter((each) => each !== '')) || indent;
  return closes || least.length === indent.length + step.length ? [indent, first] : [first, indent];
}

function moved(
  source: SourceLines,
  lines: readonly string[],
  base: string,
  indent: string,
  isFree: (line: string, index: number) => boolean,
): string[] {
  const free = lines.filter(isFree);
  const fit =
    fitIndents(source, [{ written: `${base}x`, actual: `${indent}x` }], free) ??
    ((each: string) => indent + each.slice(base.length));
  return lines.map((line, index) => {
    if (!isFree(line, index)) return line.trim() === '' && isFree('x', index) ? '' : line;
    const own = indentOf(line);
    return (own.length < base.length ? indent : fit(own)) + line.slice(own.length);
  });
}

function shortest(indents: readonly string[]): string {
  return indents.reduce((best, each) => (each.length < best.length ? each : best), indents[0] ?? '');
}

function withoutBlankEdges(lines: readonly string[]): string[] {
  const from = lines.findIndex((line) => line.trim() !== '');
  return from === -1 ? [] : lines.slice(from, lines.findLastIndex((line) => line.trim() !== '') + 1);
}
