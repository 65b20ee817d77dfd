import type { Constant } from '../program.ts';
import type { Dialect } from '../../syntax/dialect.ts';

/** A constant as source text; null when the language has no safe spelling for it. */
export function spellConstant(dialect: Dialect, value: Constant): string | null {
  if (value === null) return dialect.words.null;
  if (typeof value === 'boolean') return value ? dialect.words.true : dialect.words.false;
  return typeof value === 'number' ? String(value) : dialect.quote(value);
}
