import type { FormatConfig } from 'oxfmt';
import { indentUnit, usesSemicolons } from '../proposal/text-style.ts';

/** What most of some files are written in already, for repositories that name no style. Each file counts by its lines. */
export function inferStyle(texts: readonly string[]): FormatConfig {
  const count = (pattern: RegExp): number =>
    texts.reduce((total, text) => total + (text.match(pattern)?.length ?? 0), 0);
  const unit = mostLines(texts.filter((text) => /^[ \t]/m.test(text)).map((text) => [indentUnit(text), text])) ?? '  ';
  return {
    useTabs: unit === '\t',
    tabWidth: unit === '\t' ? 4 : unit.length === 4 ? 4 : 2,
    semi: mostLines(texts.map((text) => [usesSemicolons(text), text])) ?? true,
    singleQuote: count(/'[^'"\n]*'/g) >= count(/"[^'"\n]*"/g),
    trailingComma: commasBy(count),
    // `): T =>` is a type of a result and no bare parameter.
    arrowParens: count(/\(\w+\) =>/g) >= count(/(?:[(,=>?&|[{]|[^)]:|\breturn)\s*\b\w+ =>/g) ? 'always' : 'avoid',
    printWidth: widthOf(texts),
  };
}

/** Prettier's three habits: nowhere, in lists and objects, and in calls too. */
function commasBy(count: (pattern: RegExp) => number): 'all' | 'es5' | 'none' {
  const inLists = count(/,\n\s*[}\]]/g);
  const inCalls = count(/,\n\s*\)/g);
  if (inLists + inCalls === 0 || inLists < count(/[\w'"`)\]}]\n\s*\]/g)) return 'none';
  return inCalls === 0 && count(/[\w'"`)\]}]\n\s*\)(?!\s*(?:\{|=>|:))/g) > 2 ? 'es5' : 'all';
}

function widthOf(texts: readonly string[]): number {
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => !/https?:|^\s*(?:\/\/|\*)/.test(line));
  const isCommon = (width: number): boolean => lines.filter((line) => line.length > width).length * 50 > lines.length;
  return isCommon(100) ? 120 : isCommon(80) ? 100 : 80;
}

/** The value that files with the most lines have. */
function mostLines<T>(votes: readonly (readonly [T, string])[]): T | undefined {
  const lines = new Map<T, number>();
  for (const [value, text] of votes) lines.set(value, (lines.get(value) ?? 0) + text.split('\n').length);
  return [...lines].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}
