import type { FlagValue } from '@iama/contracts/flag/request';

const ON = new Set(['1', 'true', 'on', 'yes', 'y', 't', 'enabled', 'enable']);
const OFF = new Set(['0', 'false', 'off', 'no', 'n', 'f', 'disabled', 'disable']);

/**
 * Whether a text variable that is switched to `value` equals a word; null where that cannot be said. A text as the value is
 * compared as it is; `folded` says that the program does not tell capitals from small letters.
 */
export function equalsWord(value: FlagValue, word: string, folded: boolean): boolean | null {
  if (typeof value === 'string') return folded ? value.toLowerCase() === word.toLowerCase() : value === word;
  if (typeof value !== 'boolean') return null;
  const plain = word.toLowerCase();
  if (ON.has(plain)) return value;
  if (OFF.has(plain)) return !value;
  return plain === '' && value ? false : null;
}

/** Whether the variable is there and not empty, which is what a program asks that uses it as a condition. */
export function isSet(value: FlagValue): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  return typeof value === 'string' ? value !== '' : null;
}
