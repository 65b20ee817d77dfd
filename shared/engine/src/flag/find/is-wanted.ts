import type { ResolvedKey } from '../keys/resolved-key.ts';
import { couldGiveKey } from '../keys/could-give-key.ts';
import { keyWords } from '../keys/spell-key.ts';

/**
 * Whether a key is the one that is looked for. `perhaps` comes with the reason that a person should read: it is never acted
 * upon.
 */
export type Wanted =
  | { readonly is: 'yes' }
  | { readonly is: 'no' }
  | { readonly is: 'perhaps'; readonly reason: string };

/** `key` null wants every flag. */
export function isWanted(found: ResolvedKey, key: string | null, constants: ReadonlySet<string>): Wanted {
  switch (found.kind) {
    case 'none':
      return { is: 'no' };
    case 'text':
      return { is: key === null || found.text === key ? 'yes' : 'no' };
    case 'named':
      return isNamed(found, key, constants);
    case 'made':
      return key === null || couldGiveKey(found.parts, key)
        ? { is: 'perhaps', reason: 'The key is made at run time and could be this one.' }
        : { is: 'no' };
  }
}

function isNamed(
  { name, constants: seen }: Extract<ResolvedKey, { kind: 'named' }>,
  key: string | null,
  constants: ReadonlySet<string>,
): Wanted {
  if (key === null) return { is: /^[A-Z][A-Z0-9_]*$/.test(name) || seen.length > 0 ? 'yes' : 'no' };
  const listed = [...constants].some((each) => each === name || each.endsWith(`.${name}`));
  if (listed || (name === key && (seen.length > 0 || /^[A-Z][A-Z0-9_]*$/.test(name)))) return { is: 'yes' };
  if (keyWords(name).join() !== keyWords(key).join()) return { is: 'no' };
  return { is: 'perhaps', reason: `\`${name}\` is called like the flag, but its declaration does not say so.` };
}
