import type { Constant } from '../program.ts';
import type { LanguageId } from '../../syntax/dialect.ts';

/** On which side of a condition a constant falls; undefined where the language takes only booleans and this is none. */
export function truthOf(language: LanguageId, value: Constant): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (language === 'ruby') return value !== null;
  if (language === 'php') return value !== null && value !== 0 && value !== '' && value !== '0';
  if (language === 'javascript' || language === 'typescript' || language === 'python') return Boolean(value);
  return undefined;
}
