import { mentionsOf } from '../find/find-texts.ts';
import { configFormat } from './config-kind.ts';
import type { ConfigPlace } from './config-place.ts';
import { findInJson } from './find-in-json.ts';
import { findInYaml } from './find-in-yaml.ts';

/** Every place of a configuration file that names the key; what is an entry for the flag may be removed. */
export function findInConfig(path: string, text: string, key: string): readonly ConfigPlace[] {
  const format = configFormat(path);
  const entries =
    format === 'json' ? findInJson(path, text, key) : format === 'yaml' ? findInYaml(path, text, key) : null;
  const known = entries ?? [];
  const rest = mentionsOf(text, key)
    .filter(
      ({ start }) => !known.some((each) => each.start <= start && start < Math.max(each.end, each.removal?.end ?? 0)),
    )
    .map((span): ConfigPlace => ({
      ...span,
      removal: null,
      reason: entries ? 'It is part of a text.' : 'Entries of such files are not removed; take it out by hand.',
    }));
  return [...known, ...rest].toSorted((a, b) => a.start - b.start);
}
