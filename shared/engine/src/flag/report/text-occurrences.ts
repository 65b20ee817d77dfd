import type { FlagOccurrence } from '@iama/contracts/flag/report';
import { configFormat } from '../config/config-kind.ts';
import type { ConfigPlace } from '../config/config-place.ts';
import { findInConfig } from '../config/find-in-config.ts';
import { findTexts, mentionsOf } from '../find/find-texts.ts';
import { languageOfPath } from '../../syntax/language-of-path.ts';
import type { FlagInput } from '../program/flag-input.ts';
import type { TracedFlag } from '../trace-flag.ts';
import type { WhyFixed } from '../program/why-fixed.ts';
import { placeOf } from './occurrences.ts';

export interface ConfigOccurrence {
  readonly occurrence: FlagOccurrence;
  readonly place: ConfigPlace;
}

/** The key in code files outside everything that explains it: in comments, in texts. */
export function textOccurrences(traced: TracedFlag, key: string): FlagOccurrence[] {
  const found: FlagOccurrence[] = [];
  for (const file of traced.query.files.values()) {
    if (!file.text.includes(key)) continue;
    const explained = traced.sites
      .filter((site) => site.file === file)
      .flatMap(({ node, marks }) => [node, ...marks.flatMap(([each, mark]) => (mark.kind === 'remove' ? [each] : []))]);
    for (const place of findTexts(file, key, explained)) {
      found.push(occurrence(file.path, file.text, place, 'text', place.reason));
    }
  }
  return found;
}

/** The key in files that are no code: entries of configuration, and documents. */
export function configOccurrences(input: FlagInput, key: string, fixed: WhyFixed): readonly ConfigOccurrence[] {
  const found: ConfigOccurrence[] = [];
  for (const [path, text] of input.texts) {
    if (languageOfPath(path) !== null || !text.includes(key)) continue;
    const stays = fixed(path);
    const isConfig = configFormat(path) !== null;
    const places = isConfig
      ? findInConfig(path, text, key)
      : mentionsOf(text, key).map((span) => ({
          ...span,
          removal: null,
          reason: 'Files of this kind are not changed.',
        }));
    for (const each of places) {
      const place = stays === null ? each : { ...each, removal: null, reason: stays };
      const kind = isConfig ? 'config' : 'text';
      found.push({ occurrence: occurrence(path, text, place, kind, place.reason), place });
    }
  }
  return found;
}

function occurrence(
  path: string,
  text: string,
  span: { readonly start: number; readonly end: number },
  kind: FlagOccurrence['kind'],
  reason: string | null,
): FlagOccurrence {
  const id = `${path}:${span.start}:${kind}`;
  return { id, path, ...placeOf(text, span), kind, api: null, outcome: 'found', reason };
}
