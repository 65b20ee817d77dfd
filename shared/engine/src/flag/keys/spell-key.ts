import type { KeyStyle } from '@iama/contracts/flag/api';

/** A key in the spelling that a library or a language makes of it: `new-ui` is `newUi` in `camel`. */
export function spellKey(key: string, style: KeyStyle): string {
  if (style === 'exact') return key;
  const words = keyWords(key);
  if (style === 'snake') return words.join('_');
  if (style === 'screaming') return words.join('_').toUpperCase();
  if (style === 'kebab') return words.join('-');
  const capitals = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return style === 'pascal' ? capitals.join('') : (words[0] ?? '') + capitals.slice(1).join('');
}

/** The words of a key in lower case; `newUI2`, `new_ui_2` and `new-ui-2` have the same. */
export function keyWords(key: string): readonly string[] {
  const spaced = key
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2');
  return spaced
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
