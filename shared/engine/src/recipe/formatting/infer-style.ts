import type { FormatConfig } from 'oxfmt';
import { indentUnit, usesSemicolons } from '../proposal/text-style.ts';

/** The style that most of a file is written in already, for repositories that name none. */
export function inferStyle(text: string): FormatConfig {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const unit = indentUnit(text);
  const longest = text.split('\n').filter((line) => !/https?:|^\s*(?:\/\/|\*)/.test(line));
  const beyond = (width: number) => longest.filter((line) => line.length > width).length * 50 > longest.length;
  return {
    useTabs: unit === '\t',
    tabWidth: unit === '\t' ? 4 : unit.length === 4 ? 4 : 2,
    semi: usesSemicolons(text),
    singleQuote: count(/'[^'"\n]*'/g) >= count(/"[^'"\n]*"/g),
    trailingComma: count(/,\n\s*[}\])]/g) > 0 ? 'all' : 'none',
    // `): T =>` is a type of a result and no bare parameter.
    arrowParens: count(/\(\w+\) =>/g) >= count(/(?:[(,=>?&|[{]|[^)]:|\breturn)\s*\b\w+ =>/g) ? 'always' : 'avoid',
    printWidth: beyond(100) ? 120 : beyond(80) ? 100 : 80,
  };
}
