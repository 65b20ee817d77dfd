import { keyWords } from './spell-key.ts';

/** Finds the words of a key in any spelling: `new-ui`, `NEW_UI`, `newUi`, `new.ui`. */
export function spellingPattern(key: string): RegExp {
  const words = keyWords(key).map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''));
  return words.length === 0 ? /(?!)/g : new RegExp(String.raw`(?<![\w-])${words.join('[-_.]?')}(?![\w-])`, 'gi');
}
