import type { FlagSearch } from '@iama/contracts/flag/request';
import { keyNeedles } from '../keys/key-names.ts';
import { flagApis } from '../presets/flag-presets.ts';
import { asksDynamically, fixedKeys } from './asks-dynamically.ts';
import type { NamedApi } from '../presets/flag-presets.ts';

/** Looks at texts without parsing them: whether they are worth it. */
export interface FlagScan {
  /** The text names the flag, or one of `words`, which carry it. */
  names(text: string, words: Iterable<string>): boolean;
  /** The text asks some flag library for something. */
  asks(text: string): boolean;
  /** It may ask with a key that is made at run time. */
  asksDynamically(text: string): boolean;
  /** Texts that stand among the arguments of such calls: most of them are keys. */
  keysIn(text: string): readonly string[];
}

/** `key` null: only `asks` is of use. */
export function flagScan(search: FlagSearch, key: string | null): FlagScan {
  const apis = searchedApis(search, key);
  const needles =
    key === null
      ? []
      : keyNeedles(
          key,
          apis.map((each) => each.api),
        );
  const asked = apis.filter(({ id }) => id !== 'environment' || isVariableName(key) || search.presets.includes(id));
  const plain = askingPattern(asked.flatMap(({ api }) => namesOf(api).filter(({ on }) => !on)));
  const proven = askingPattern(asked.flatMap(({ api }) => namesOf(api).filter(({ on }) => on)));
  const evidence = anyOf(asked.flatMap(({ api }) => namesOf(api).flatMap(({ on }) => evidenceOf(on))));
  return {
    names(text, words) {
      if (needles.some((needle) => text.includes(needle))) return true;
      for (const word of words) if (text.includes(word)) return true;
      return false;
    },
    asks: (text) => plain.test(text) || (evidence.test(text) && proven.test(text)),
    asksDynamically: (text) => plain.dynamically(text) || (evidence.test(text) && proven.dynamically(text)),
    keysIn: (text) => [...new Set([...plain.keysIn(text), ...(evidence.test(text) ? proven.keysIn(text) : [])])],
  };
}

/** The APIs that a search looks through; a list of flags leaves out the environment, which holds much besides. */
export function searchedApis(search: FlagSearch, key: string | null): readonly NamedApi[] {
  const apis = flagApis(search.api, search.presets);
  return key === null && search.presets.length === 0 ? apis.filter(({ id }) => id !== 'environment') : apis;
}

/** What a process's environment calls its variables. */
export function isVariableName(key: string | null): boolean {
  return key !== null && /^[A-Z][A-Z0-9_]*$/.test(key);
}

interface AskingName {
  readonly name: string;
  readonly on: { readonly imports: readonly string[]; readonly receivers: readonly string[] } | undefined;
}

function namesOf({ calls, wrappers, elements }: NamedApi['api']): readonly AskingName[] {
  return [
    ...[...calls, ...wrappers].flatMap(({ names, on }) => names.map((name) => ({ name, on }))),
    ...elements.flatMap(({ names, on }) => names.map((name) => ({ name: `<${name}`, on }))),
  ];
}

/** Packages, and receivers that are words for flags; `client` and `sdk` stand in half of all files. */
function evidenceOf(on: AskingName['on']): readonly string[] {
  const receivers = (on?.receivers ?? []).filter((each) => each.length >= 7 || /flag|toggle/i.test(each));
  return [...(on?.imports ?? []), ...receivers];
}

/** Looking for names first and for their borders only then is five times as fast. */
function askingPattern(asking: readonly AskingName[]) {
  const names = asking.map(({ name }) => name).filter((name) => !name.includes('{'));
  const anywhere = anyOf(names);
  const asWord = new RegExp(String.raw`(?<![\w$])(?:${anywhere.source})(?![\w$])`);
  const everyWord = new RegExp(asWord.source, 'g');
  return {
    test: (text: string): boolean => anywhere.test(text) && asWord.test(text),
    dynamically: (text: string): boolean => anywhere.test(text) && asksDynamically(text, everyWord),
    keysIn: (text: string): readonly string[] => (anywhere.test(text) ? fixedKeys(text, everyWord) : []),
  };
}

function anyOf(texts: readonly string[]): RegExp {
  const escaped = [...new Set(texts)].map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return escaped.length === 0 ? /(?!)/ : new RegExp(escaped.join('|'));
}
