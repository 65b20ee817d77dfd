import { findSecrets } from './find-secrets.ts';

/** Secrets by value, with what they are: those of a workspace, to be found again where nothing around gives them away. */
export type KnownSecrets = ReadonlyMap<string, string>;

/** Shorter values would be found inside innocent words. */
const LEAST_LENGTH = 8;
const LEAST_LINE = 20;

/** The secrets of some texts. A key of several lines is known as a whole and by each long line: diffs tear it apart. */
export function knownSecretsOf(texts: Iterable<string>): KnownSecrets {
  const known = new Map<string, string>();
  for (const text of texts) {
    for (const { start, end, type } of findSecrets(text)) {
      const value = text.slice(start, end);
      if (value.length >= LEAST_LENGTH) known.set(value, type);
      if (!/[\r\n]|\\n/.test(value)) continue;
      for (const line of value.split(/\r?\n|\\n/)) {
        if (line.length >= LEAST_LINE && !line.startsWith('-----')) known.set(line, type);
      }
    }
  }
  return known;
}
