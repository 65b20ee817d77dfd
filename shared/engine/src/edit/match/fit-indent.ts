import type { SourceLines } from './source-lines.ts';

/** Turns the indentation of a line as it was written into the one it has in the file. */
export type FitIndent = (indent: string) => string;

export function indentOf(line: string): string {
  return /^[^\S\r\n]*/.exec(line)?.[0] ?? '';
}

/** A line with its indentation fitted; blank lines stay as they are. */
export function fitLine(fit: FitIndent, line: string): string {
  if (line.trim() === '') return line;
  const indent = indentOf(line);
  return fit(indent) + line.slice(indent.length);
}

/**
 * How the indentation of written lines becomes that of the file's lines, or null when it differs from line to line. Pairs
 * are of lines that stand for each other; `others` are lines still to be fitted, which show how wide a step is.
 */
export function fitIndents(
  source: SourceLines,
  pairs: readonly { readonly written: string; readonly actual: string }[],
  others: readonly string[],
): FitIndent | null {
  const known = new Map<string, string>();
  for (const { written, actual } of pairs) {
    if (written.trim() === '') continue;
    const before = known.get(indentOf(written));
    if (before !== undefined && before !== indentOf(actual)) return null;
    known.set(indentOf(written), indentOf(actual));
  }
  const [first] = known;
  if (first === undefined) return null;
  if (new Set(known.values()).size < known.size) return null;
  return byPrefix(known, others) ?? bySteps(source, known, others);
}

/** All lines have the same thing more, or less, in front of them. */
function byPrefix(known: ReadonlyMap<string, string>, others: readonly string[]): FitIndent | null {
  const pairs = [...known];
  const [written = '', actual = ''] = pairs[0] ?? [];
  const more = actual.endsWith(written) ? actual.slice(0, actual.length - written.length) : null;
  if (more !== null && pairs.every(([from, to]) => to === more + from)) {
    const isOfOneKind = kindOf([more, ...others.map(indentOf)]) !== 'mixed';
    return isOfOneKind || more === '' ? (indent) => more + indent : null;
  }
  const less = written.endsWith(actual) ? written.slice(0, written.length - actual.length) : null;
  if (less === null || less === '' || !pairs.every(([from, to]) => from === less + to)) return null;
  return (indent) => (indent.startsWith(less) ? indent.slice(less.length) : '');
}

/** One step of the written lines is one of the file's, which may be of another width or of tabs. */
function bySteps(source: SourceLines, known: ReadonlyMap<string, string>, others: readonly string[]): FitIndent | null {
  const pairs = [...known].toSorted(([a], [b]) => a.length - b.length);
  const [from = '', to = ''] = pairs[0] ?? [];
  const written = kindOf([...known.keys(), ...others.map(indentOf)]);
  const actual = kindOf([...known.values()]);
  if (written === 'mixed' || actual === 'mixed') return null;
  const kind = actual === 'none' ? kindOfFile(source) : actual;
  const [deep = '', deepTo = ''] = pairs.at(-1) ?? [];
  const ratio =
    pairs.length > 1
      ? (deepTo.length - to.length) / (deep.length - from.length)
      : kind === written
        ? 1
        : stepOf(source, kind) / stepIn([...known.keys(), ...others.map(indentOf)]);
  const lengthOf = (indent: string): number => Math.max(0, to.length + (indent.length - from.length) * ratio);
  if (ratio <= 0 || pairs.some(([indent, length]) => lengthOf(indent) !== length.length)) return null;
  return (indent) => (kind === 'tabs' ? '\t' : ' ').repeat(Math.round(lengthOf(indent)));
}

type Kind = 'tabs' | 'spaces' | 'mixed' | 'none';

function kindOf(indents: readonly string[]): Kind {
  const joined = indents.join('');
  if (joined === '') return 'none';
  if (/^\t+$/.test(joined)) return 'tabs';
  return /^ +$/.test(joined) ? 'spaces' : 'mixed';
}

function kindOfFile(source: SourceLines): Kind {
  return source.lines.some((line) => line.startsWith('\t')) ? 'tabs' : 'spaces';
}

/** How many characters one step takes in the file. */
function stepOf(source: SourceLines, kind: Kind): number {
  return kind === 'tabs'
    ? 1
    : stepIn(
        source.lines
          .slice(0, 2000)
          .map(indentOf)
          .filter((each) => /^ *$/.test(each)),
      );
}

/** The greatest width that all indentations are multiples of; 4 when there is none to learn from. */
function stepIn(indents: readonly string[]): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  const step = indents.reduce((all, indent) => gcd(all, indent.length), 0);
  return step > 0 ? step : 4;
}
