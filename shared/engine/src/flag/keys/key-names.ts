import type { FlagApi, KeyStyle } from '@iama/contracts/flag/api';
import { spellKey } from './spell-key.ts';

const PLACEHOLDER = /\{(camel|pascal|snake|screaming|kebab|exact)\}/;

/** What a name with a placeholder is called for this flag: `is{pascal}Enabled` is `isNewUiEnabled`. */
export function nameForKey(name: string, key: string): string {
  return name.replace(PLACEHOLDER, (_, style: KeyStyle) => spellKey(key, style));
}

/** Whether the flag is part of the name, so that the call needs no key among its arguments. */
export function namesKey(name: string): boolean {
  return PLACEHOLDER.test(name);
}

/**
 * Every text by which a file can name the flag: its key, the spellings that the given APIs make of it, and the names of
 * constants that stand for it. A file without any of them does not name the flag.
 */
export function keyNeedles(key: string, apis: readonly FlagApi[]): readonly string[] {
  const needles = new Set([key]);
  for (const api of apis) {
    for (const { names, styles } of api.calls) {
      for (const style of styles) needles.add(spellKey(key, style));
      for (const name of names) if (namesKey(name)) needles.add(nameForKey(name, key));
    }
    for (const { styles } of api.members) for (const style of styles) needles.add(spellKey(key, style));
    for (const name of api.constants) needles.add(name.slice(name.lastIndexOf('.') + 1));
  }
  return withoutContained([...needles]);
}

/** Of two needles one of which contains the other, the shorter finds both. */
function withoutContained(needles: readonly string[]): readonly string[] {
  return needles.filter(
    (needle, index) => !needles.some((other, at) => at !== index && needle !== other && needle.includes(other)),
  );
}
