import type { FlagSearch } from '@iama/contracts/flag/request';
import { keyNeedles } from '../keys/key-names.ts';
import { flagApis } from '../presets/flag-presets.ts';
import type { NamedApi } from '../presets/flag-presets.ts';

/** Looks at texts without parsing them: whether they are worth it. */
export interface FlagScan {
  /** The text names the flag, or one of `words`, which carry it. */
  names(text: string, words: Iterable<string>): boolean;
  /** The text asks some flag library for something, perhaps with a key made at run time. */
  asks(text: string): boolean;
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
  const plain = wordPattern(
    asked.flatMap(({ api }) =>
      namesOf(api)
        .filter(({ on }) => !on)
        .map(({ name }) => name),
    ),
  );
  const proven = wordPattern(
    asked.flatMap(({ api }) =>
      namesOf(api)
        .filter(({ on }) => on)
        .map(({ name }) => name),
    ),
  );
  const evidence = [
    ...new Set(
      asked.flatMap(({ api }) => namesOf(api).flatMap(({ on }) => [...(on?.imports ?? []), ...receivers(on)])),
    ),
  ];
  return {
    names(text, words) {
      if (needles.some((needle) => text.includes(needle))) return true;
      for (const word of words) if (text.includes(word)) return true;
      return false;
    },
    asks(text) {
      if (plain.test(text)) return true;
      return evidence.some((each) => text.includes(each)) && proven.test(text);
    },
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

function namesOf(api: NamedApi['api']): readonly AskingName[] {
  return [api.calls, api.elements, api.wrappers].flatMap((list) =>
    list.flatMap(({ names, on }) => names.map((name) => ({ name, on }))),
  );
}

/** Receivers that are words for flags; `client` and `sdk` stand in half of all files. */
function receivers(on: AskingName['on']): readonly string[] {
  return (on?.receivers ?? []).filter((each) => each.length >= 7 || /flag|toggle/i.test(each));
}

function wordPattern(names: readonly string[]): RegExp {
  const escaped = [...new Set(names)]
    .filter((name) => !name.includes('{'))
    .map((name) => name.replace(/[?$.]/g, String.raw`\$&`));
  return escaped.length === 0 ? /(?!)/ : new RegExp(String.raw`(?<![\w$])(?:${escaped.join('|')})(?![\w$])`);
}
